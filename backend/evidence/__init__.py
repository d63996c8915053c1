"""What devices register of their stills and clips: the server's word for each, its file sealed, who saw it and why."""
