"""The backend over HTTP, and how far each channel to it can be trusted."""
