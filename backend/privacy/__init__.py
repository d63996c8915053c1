"""What points to a person: who may see it, for how long it is kept, and what is held of somebody who asks."""
