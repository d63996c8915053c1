"""The headless console: pure parts, and a session against the real backend."""
