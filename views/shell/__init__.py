"""The desk's window around everything: pages, keys, lock, signing in and leaving."""
