"""The demo city's day: incidents that arrive, numbers that move, and colleagues who do their part."""
