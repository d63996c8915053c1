"""What every screen stands on: the context, commands, drafts, re-reading, the net for faults."""
