"""Looking for incidents of the past, at the server."""
