"""Calls that a telephone system tells this desk of, over a door that leads no further than this machine."""
