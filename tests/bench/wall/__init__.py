"""What a wall costs, how soon a push is painted, and whether anything flashes on the way."""
