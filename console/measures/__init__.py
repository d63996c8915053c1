"""Reports and tables of what happened."""
