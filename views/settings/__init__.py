"""Settings of a desk: made of what is declared, checked by it, and in force at once where they can be."""
