"""Looking after people, their roles and their sign-ins, at the server alone."""
