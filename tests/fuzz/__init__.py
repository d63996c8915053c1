"""Records as no server should send them, by the thousand: `python -m tests.fuzz.records`."""
