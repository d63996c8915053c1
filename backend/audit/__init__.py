"""One log of everything that anybody did or was refused: each line holds the one before; keys sign where it stands."""
