"""Figures of a period, and the report of one incident."""
