"""Both files of a desk: what screens read from them, and what is saved to them."""
