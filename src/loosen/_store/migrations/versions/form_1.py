"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_ID, _DIGEST, _MOMENT = sa.String(32), sa.String(64), sa.String(40)


def upgrade() -> None:
    """From nothing to form 1."""
    _people()
    _plans()
    _entries()
    op.create_table("to_wipe", sa.Column("number", sa.Integer, primary_key=True, autoincrement=False))
    if op.get_context().dialect.name == "postgresql":
        _keep_out_of_statistics()


def _people() -> None:
    op.create_table("people", sa.Column("id", _ID, primary_key=True), sa.Column("added", _MOMENT, nullable=False))
    op.create_table(
        "answers",
        sa.Column("person", _ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kept", _MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )


def _plans() -> None:
    op.create_table(
        "chain",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", _DIGEST),
        sa.Column("gone", sa.Integer, unique=True),
        sa.Column("before", _DIGEST, nullable=False),
        sa.Column("link", _DIGEST, nullable=False, unique=True),
        sa.CheckConstraint("(mark IS NULL) <> (gone IS NULL)", name="one_of_two"),
    )
    op.create_table(
        "plans",
        sa.Column("number", sa.Integer, sa.ForeignKey("chain.number"), primary_key=True, autoincrement=False),
        sa.Column("person", _ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("seal", _DIGEST, nullable=False),
        sa.Column("follows", _DIGEST),
        sa.Column("salt", _DIGEST, nullable=False),
        sa.Column("kept", _MOMENT, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("person", "seal"),
        sa.ForeignKeyConstraint(["person", "follows"], ["plans.person", "plans.seal"]),
    )
    op.create_table(
        "former_links",
        sa.Column("folder", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("plan", sa.Integer, sa.ForeignKey("plans.number"), nullable=False, index=True),
        sa.Column("link", _DIGEST, nullable=False),
    )


def _entries() -> None:
    op.create_table(
        "in_force",
        sa.Column("person", _ID, primary_key=True),
        sa.Column("plan", _DIGEST, primary_key=True),
        sa.Column("since", _MOMENT, primary_key=True),
        sa.Column("by", sa.String(10), nullable=False),
        sa.ForeignKeyConstraint(["person", "plan"], ["plans.person", "plans.seal"]),
    )
    op.create_table(
        "entries",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("person", _ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("plan", _DIGEST, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["person", "plan"], ["plans.person", "plans.seal"]),
        sa.CheckConstraint("kind IN ('session', 'check')", name="known_kind"),
    )
    op.create_index("entries_of", "entries", ["person", "kind", "at", "number"])


def _keep_out_of_statistics() -> None:
    """PostgreSQL copies values into its statistics, from where deleting a row does not take them."""
    for table, columns in {
        "people": ("id",),
        "answers": ("person", "content"),
        "plans": ("person", "seal", "follows", "salt", "packed"),
        "former_links": ("link",),
        "in_force": ("person", "plan", "since"),
        "entries": ("id", "person", "plan", "at", "content"),
    }.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
