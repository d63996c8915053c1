"""SQLite kept well: one writer thread per file, pages applied whole, an outbox that loses nothing. Knows no cities."""
