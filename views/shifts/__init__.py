"""The shift on the desk: its log and handing over."""
