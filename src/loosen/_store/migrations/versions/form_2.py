"""Interviews on pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """From form 1 to form 2."""
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("former", sa.String(64), index=True),
        sa.Column("person", sa.String(32), sa.ForeignKey("people.id"), index=True),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("planned", sa.Integer),
        sa.Column("used", sa.String(40), nullable=False, index=True),
        sa.Column("content", sa.Text, nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":  # which copies values into its statistics
        for column in ("id", "former", "person", "content"):
            op.execute(f"ALTER TABLE interviews ALTER COLUMN {column} SET STATISTICS 0")
