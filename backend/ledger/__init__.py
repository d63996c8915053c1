"""The record store and its change feed."""
