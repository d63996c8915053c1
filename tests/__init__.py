"""Mirrors the tree; journeys start the real program; bench measures."""
