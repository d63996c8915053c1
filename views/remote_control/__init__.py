"""The console driven and looked at from outside, for tests and the tour."""
