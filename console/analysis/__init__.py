"""Pure functions on series and counts: baseline, freshness, alarm load."""
