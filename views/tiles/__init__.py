"""The types of tiles that a layout may name, and what they are bound on."""
