"""What verbs do to incidents, and the life cycles that they follow."""
