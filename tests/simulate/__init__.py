"""A whole city in one thread: some consoles and a backend, driven by a seed through faults and by nobody's clock.

`python -m tests.simulate --seeds 2000` runs the console's own sync core (`console.sync.pull`, `console.sync.delivery`,
`console.storage.desk_outbox`, `offline_cache`) on disks whose power can be cut, against the backend's ledger and action
log. Only threads, sockets and clocks are replaced: every wait is a step of one scheduler, so that a seed is a story
which can be told again.
"""
