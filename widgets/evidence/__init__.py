"""Evidence that the server keeps: its board, and the forms that ask why it is held or let go."""
