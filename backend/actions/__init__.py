"""What operators do: the log that takes it in, and the one engine that folds it by the rules.

Rules stand with what else there is of their target: `backend.incidents`, `backend.shifts`, `backend.plans`, and
`backend.walls` with those of layouts. `backend.rules` is the table of all.
"""
