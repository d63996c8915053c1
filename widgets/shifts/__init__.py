"""Parts of the shift: its log, handing over, taking over."""
