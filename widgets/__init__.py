"""Qt parts that are told what to show and say what was done; they never see a session."""
