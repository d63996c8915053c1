"""The page on which an auditor reads who did what."""
