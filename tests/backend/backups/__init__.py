"""Backups of a ledger."""
