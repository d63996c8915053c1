"""Alarms: how many there are against the standard, and how they are heard."""
