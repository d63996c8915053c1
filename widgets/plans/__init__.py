"""Parts that show response plans and drills."""
