"""Walls: what the room wishes to see, what a node has to show, and what it says that it shows."""
