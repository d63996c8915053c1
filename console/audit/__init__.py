"""The audit, as the server tells it to who may read it."""
