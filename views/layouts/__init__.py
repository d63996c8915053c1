"""The editor of layouts on the desk."""
