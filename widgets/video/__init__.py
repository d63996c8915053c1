"""Camera tiles: the picture, what is painted over it, and the grid that holds them."""
