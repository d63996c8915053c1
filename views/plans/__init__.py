"""Response plans at the desk."""
