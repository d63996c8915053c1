"""Opening an incident at this desk: what is known beforehand, what is offered while somebody types, and saving it."""
