"""The same again a year later: whether a record still comes out as it was, and for whom changed rules matter."""

from .again import replay, replay_bytes
from .folder import replay_folder
from .outcomes import Replay, Summary
from .telling import told_replay, told_summary

__all__ = ["Replay", "Summary", "replay", "replay_bytes", "replay_folder", "told_replay", "told_summary"]
