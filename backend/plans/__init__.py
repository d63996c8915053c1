"""Response plans: what may be done with one, and what of it a wall may see."""
