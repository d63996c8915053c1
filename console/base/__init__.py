"""What everything here stands on: errors, clocks, settings, notices, changes."""
