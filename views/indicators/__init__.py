"""The row of indicators on the desk."""
