"""Incidents that ended long ago, which only the server still has."""
