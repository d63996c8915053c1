"""The page of settings: what a person may choose, and the keys."""
