"""Screens: desk, wall, sign-in, and the presenters that tie the store to widgets."""
