"""The queue on the desk: its rows, its line, its views, and what waits politely."""
