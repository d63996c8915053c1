"""What a city pack that changed changes in a ledger that has lived: compared first, then taken over or refused."""
