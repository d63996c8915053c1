"""Around the desk: lock, signing in, keys, palette of commands, notices."""
