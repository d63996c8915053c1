"""Holds any backend against the contract, from outside, by the golden vectors."""
