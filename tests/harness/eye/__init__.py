"""Looks at a painted page as somebody who checks it would, and lists what is wrong with it."""
