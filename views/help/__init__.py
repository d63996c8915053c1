"""Help's pages: the manual, and what is new beside a look at this machine."""
