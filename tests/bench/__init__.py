"""Speeds as benchmarks: `python -m tests.bench.NAME`, or all of them by `python -m tests.bench`."""
