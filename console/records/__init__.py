"""Records as frozen data, read one by one from what the server said."""
