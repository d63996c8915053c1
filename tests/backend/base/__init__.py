"""What the rooms of the backend stand on."""
