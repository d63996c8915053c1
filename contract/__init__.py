"""What console and backend say to each other: records, verbs, limits, codes, the chain. It knows what neither does.

Whoever writes another backend reads this folder and `docs/openapi.json`, which is made of it.
"""
