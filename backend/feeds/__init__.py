"""The one door for what sources report."""
