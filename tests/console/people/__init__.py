"""Who works at a desk: what proves it."""
