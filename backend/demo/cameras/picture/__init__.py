"""What the demo's cameras see, drawn: each kind of thing by itself, and the places that are made of them."""
