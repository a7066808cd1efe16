"""The tables, as the newest form has them; the migrations bring older forms to it.

Moments are texts in UTC that sort as time does. What tells about a person stands in rows with that person's id, and
nowhere else, so that it can be deleted.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

FORM: Final = "3"
"""The form of the tables: the newest revision of the migrations."""
VERSIONS: Final = "loosen_form"
"""The table that says which form the others have."""
SESSION: Final = "session"
CHECK: Final = "check"


class Base(DeclarativeBase):
    """What all tables belong to."""


class PersonRow(Base):
    """A person: a random id, and nothing that tells who it is."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    added: Mapped[str] = mapped_column(String(40))


class AnswersRow(Base):
    """Answers as they were given at one time, as canonical JSON; the person's first have number 1."""

    __tablename__ = "answers"

    person: Mapped[str] = mapped_column(String(32), ForeignKey("people.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kept: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)


class LineRow(Base):
    """A line of the chain: of a record (`mark`), or of one that was deleted (`gone`, its number)."""

    __tablename__ = "chain"
    __table_args__ = (CheckConstraint("(mark IS NULL) <> (gone IS NULL)", name="one_of_two"),)

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    mark: Mapped[str | None] = mapped_column(String(64))
    gone: Mapped[int | None] = mapped_column(Integer, unique=True)
    before: Mapped[str] = mapped_column(String(64))
    link: Mapped[str] = mapped_column(String(64), unique=True)


class PlanRow(Base):
    """A record under its number in the chain, `packed` by zlib to a tenth of what it takes.

    `salt` makes its mark one that cannot be guessed.
    """

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("person", "seal"),
        ForeignKeyConstraint(["person", "follows"], ["plans.person", "plans.seal"]),
    )

    number: Mapped[int] = mapped_column(ForeignKey("chain.number"), primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(32), ForeignKey("people.id"))
    seal: Mapped[str] = mapped_column(String(64))
    follows: Mapped[str | None] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(64))
    kept: Mapped[str] = mapped_column(String(40))
    packed: Mapped[bytes] = mapped_column(LargeBinary)


class FormerRow(Base):
    """The link that a record had in a folder of records, before it was taken over."""

    __tablename__ = "former_links"

    folder: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    plan: Mapped[int] = mapped_column(ForeignKey("plans.number"), index=True)
    link: Mapped[str] = mapped_column(String(64))


class InForceRow(Base):
    """Since when a plan is the person's, with the zone in which that was told, and what it came of.

    A row is never changed; where an earlier moment is told, that is another one.
    """

    __tablename__ = "in_force"
    __table_args__ = (ForeignKeyConstraint(["person", "plan"], ["plans.person", "plans.seal"]),)

    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    plan: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[str] = mapped_column(String(40), primary_key=True)
    by: Mapped[str] = mapped_column(String(10))


class EntryRow(Base):
    """A state of an entry of a diary as canonical JSON, and beside it what is searched for: whose, which plan, when.

    A row is never changed: what is told later of an entry is another state of it, with the next number.
    """

    __tablename__ = "entries"
    __table_args__ = (
        Index("entries_of", "person", "kind", "at", "number"),  # enough to count by; the rows are most of the file
        ForeignKeyConstraint(["person", "plan"], ["plans.person", "plans.seal"]),
        CheckConstraint(f"kind IN ('{SESSION}', '{CHECK}')", name="known_kind"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(32), ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(10))
    plan: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)


class ToWipeRow(Base):
    """Says that somebody was deleted and what the files still hold of it has not been wiped yet."""

    __tablename__ = "to_wipe"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class InterviewRow(Base):
    """An interview on pages, as canonical JSON: under way, or of a person who has a plan of it.

    `id` is the digest of the secret token of the visitor's browser; `former` that of the token which the browser had
    before, and has until it used the new one. `step` counts what was kept; `planned` is the step of the last plan.
    """

    __tablename__ = "interviews"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    former: Mapped[str | None] = mapped_column(String(64), index=True)
    person: Mapped[str | None] = mapped_column(String(32), ForeignKey("people.id"), index=True)
    step: Mapped[int] = mapped_column(Integer)
    planned: Mapped[int | None] = mapped_column(Integer)
    used: Mapped[str] = mapped_column(String(40), index=True)
    content: Mapped[str] = mapped_column(Text)


class ReviewerRow(Base):
    """Somebody who may look at records; of the password only what it can be checked by."""

    __tablename__ = "reviewers"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    added: Mapped[str] = mapped_column(String(40))
    password: Mapped[str] = mapped_column(Text)


class LoginRow(Base):
    """A reviewer who is logged in: `id` is the digest of the secret token of the browser, `used` when it last asked."""

    __tablename__ = "reviewer_logins"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(40), ForeignKey("reviewers.name"), index=True)
    used: Mapped[str] = mapped_column(String(40))


class FailedRow(Base):
    """How many times in a row a name was tried with a wrong password; `name` is a digest, also of who is none."""

    __tablename__ = "failed_logins"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    times: Mapped[int] = mapped_column(Integer)
    last: Mapped[str] = mapped_column(String(40), index=True)


class LookRow(Base):
    """A look of a reviewer: who, when, at what of whom. Rows are only added; of whoever is deleted a mark stays."""

    __tablename__ = "looks"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    reviewer: Mapped[str] = mapped_column(String(40))
    at: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(20))
    person: Mapped[str | None] = mapped_column(String(32), index=True)
    record: Mapped[str | None] = mapped_column(String(64))
