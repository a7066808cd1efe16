"""What Alembic runs around the steps: within the one transaction of the connection that it is handed."""

from __future__ import annotations

from alembic import context

from loosen._store.tables import VERSIONS, Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSIONS,
    transactional_ddl=True,  # SQLite can, too
)
context.run_migrations()
