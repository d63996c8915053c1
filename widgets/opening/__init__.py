"""The sheet in which an incident is opened: kind and place by typing, what may be the same, who told of it."""
