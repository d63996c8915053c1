"""What was tried against the product, one test a finding; `python -m tests.attacks` writes docs/security.md from a run.

A test here is plain pytest. Its first docstring line says what is tried, as a sentence that whoever buys the product
understands; the first line of the module's docstring is the heading over all of its file. How often it was tried is the
number of its parametrised cases, or what the fixture `tried` was told (tests/attacks/conftest.py).
"""
