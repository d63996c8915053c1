"""Every defence taken away once: the attacks that it stands against must then succeed, or they prove nothing.

`defence.py` says what a defence, an edit and a table are, `running.py` takes defences out of a copy of the program and
runs the attacks there; the other files are the table, a file for each room of the house.
"""
