"""Cameras on the desk: streams tied to tiles, health, tools and turning."""
