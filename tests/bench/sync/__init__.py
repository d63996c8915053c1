"""How fast a console follows its backend, at the size of a city and at a tenth of it."""
