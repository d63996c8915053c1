"""SQLite kept well: real files, real kills."""
