"""How the desk stands with the server: strips, what waits, conflicts, what was missed or misread."""
