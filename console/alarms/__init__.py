"""Alarms that are heard."""
