"""Help: a text in chapters, what was found on this machine, and the tabs that lead from one to the other."""
