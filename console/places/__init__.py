"""Places: what is near, the city's own map, and what is marked on it."""
