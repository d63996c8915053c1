"""Who may see what of persons, and for how long."""
