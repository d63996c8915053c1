"""The frame of the desk: its rail, the folded queue, and the history of notices."""
