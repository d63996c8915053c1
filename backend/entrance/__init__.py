"""Where requests come in: who may connect, how large and how slow what they send may be, before anything reads it."""
