"""Acting on incidents: saying, deciding what conflicts, taking back."""
