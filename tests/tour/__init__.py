"""The tour: the real program is walked through, and every screen and state of it becomes a picture."""
