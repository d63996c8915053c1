"""The page on which is read what evidence the server keeps, for how long, who held it back and who looked."""
