"""The incident in full: panel, checklist, history, saved pictures, forms of its steps."""
