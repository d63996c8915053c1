"""The demo city on one machine."""
