"""Response plans: what they say, their verbs, and how an activation looks with ours laid over it."""
