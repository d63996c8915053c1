"""The reference backend: the contract in FastAPI, the demo city and its cameras."""
