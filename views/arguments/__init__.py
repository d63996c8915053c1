"""What each command may be told: a dataclass for every command that has arguments, and how one is read from outside."""
