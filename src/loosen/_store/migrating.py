"""Brings the tables of a store to the newest form, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Run what is missing, within the transaction of the connection."""
    command.upgrade(settings(connection), "head")


def settings(connection: Connection | None = None) -> Config:
    """Where the migrations stand, and what they are to be run on."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
