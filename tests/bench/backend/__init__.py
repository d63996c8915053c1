"""What the server costs, and how soon a change is seen, with the load of a city."""
