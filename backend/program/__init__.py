"""The commands of `python -m backend` that look after a server."""
