"""Where one works: the places of the rail, the pages over the desk, what was told, and the own menu."""
