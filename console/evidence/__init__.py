"""Stills and clips that must hold before others."""
