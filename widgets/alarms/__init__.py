"""The board of the load of alarms."""
