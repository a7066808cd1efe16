"""Reviewers: who may look at records, since when they are logged in, and each of their looks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"

_NAME = sa.String(40)
_MOMENT = sa.String(40)
_DIGEST = sa.String(64)


def upgrade() -> None:
    """From form 2 to form 3."""
    op.create_table(
        "reviewers",
        sa.Column("name", _NAME, primary_key=True),
        sa.Column("added", _MOMENT, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
    )
    op.create_table(
        "reviewer_logins",
        sa.Column("id", _DIGEST, primary_key=True),
        sa.Column("reviewer", _NAME, sa.ForeignKey("reviewers.name"), nullable=False, index=True),
        sa.Column("used", _MOMENT, nullable=False),
    )
    op.create_table(
        "failed_logins",
        sa.Column("name", _DIGEST, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("last", _MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "looks",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reviewer", _NAME, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("person", sa.String(32), index=True),
        sa.Column("record", _DIGEST),
    )
    if op.get_context().dialect.name == "postgresql":  # which copies values into its statistics
        for column in ("person", "record"):
            op.execute(f"ALTER TABLE looks ALTER COLUMN {column} SET STATISTICS 0")
