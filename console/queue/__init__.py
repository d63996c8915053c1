"""The queue: open incidents by id, filtered, counted, searched, and what may be one and the same."""
