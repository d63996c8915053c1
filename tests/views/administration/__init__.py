"""Looking after people, at a desk whose server is played."""
