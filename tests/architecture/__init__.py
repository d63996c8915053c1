"""The rules of the house as code: each finds what breaks it, and a planted violation shows that it bites."""
