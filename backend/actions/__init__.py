"""What operators do: the log that takes it in, the one engine that folds it, and the rules of incidents and shifts.

Rules of walls, layouts and plans stand with what else there is of these (`backend.walls`, `backend.plans`).
"""
