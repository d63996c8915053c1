"""What verbs do to a watch, and what its log says by itself."""
