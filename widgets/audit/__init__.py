"""The parts of an auditor's page."""
