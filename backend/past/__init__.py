"""What is over: ended incidents on their way out of the feed, found again by search, and the log's way into files."""
