"""What Alembic runs the files of `versions/` in: the transaction that was begun for them."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
