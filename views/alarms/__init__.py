"""The load of alarms: flood, shelving, sounds and the board."""
