"""What goes out of the room: messages that deeds make, a queue that loses none, and what brings them out."""
