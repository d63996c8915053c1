"""The words of verbs and of what waits, in one place."""
