"""Maps of a place, painted and in words."""
