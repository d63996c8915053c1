"""How the desk stands with the server: the strips, what waits, what is in conflict, what was missed or misread."""
