"""The program around the screens: command line, start, doctor, supervisor, verifying."""
