"""The wall led from a desk, and what was on it."""
