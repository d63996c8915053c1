"""The shift: its log, who is here, handovers, and the verbs at it."""
