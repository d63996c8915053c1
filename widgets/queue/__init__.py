"""Parts of the incident queue."""
