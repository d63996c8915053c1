"""Video walls: what may be done with one, what its layouts must be, what its nodes report, what was on it when."""
