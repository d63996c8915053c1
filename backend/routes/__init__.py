"""The contract over HTTP, one file for each part of it."""
