"""What console and backend say to each other, held against both."""
