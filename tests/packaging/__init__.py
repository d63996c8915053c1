"""Tests of packaging/: scripts of the shell, run with stand-ins for what would change this machine."""
