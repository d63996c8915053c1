"""The built-in types of tiles that a layout may name."""
