"""Copies of a ledger that can be put back: taken while it is in use, sealed, proven, kept by a calendar."""
