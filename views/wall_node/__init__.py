"""What a machine of the wall shows, and how it keeps itself alive with nobody before it."""
