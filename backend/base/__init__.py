"""What everything here stands on: time, problems, sentences, processes."""
