"""An indicator's tile and its chart."""
