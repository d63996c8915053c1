"""Hours in minutes: the real program under change without end, and whether it keeps its size."""
