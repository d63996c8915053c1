"""Layouts of walls: reading, checking, editing and keeping them, and their files and pictures."""
