"""What the demo city has been through and is in the midst of: its numbers, its open incidents, its notices."""
