"""The map in the middle of a desk, alone or beside its cameras."""
