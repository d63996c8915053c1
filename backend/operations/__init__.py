"""What whoever looks after a server wants to know: whether it is ready, how it does, and what it does by itself."""
