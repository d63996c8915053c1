"""Keeps the cache in step with the server, and brings it what was done here."""
