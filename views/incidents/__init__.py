"""The shown incident and its verbs."""
