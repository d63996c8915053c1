"""Faults to survive, one test a row of the list; each through the real console and the real backend."""
