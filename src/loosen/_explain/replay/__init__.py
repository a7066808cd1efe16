"""The same again a year later: whether a record still comes out as it was, and for whom changed rules matter."""

from .folder import replay_folder
from .one import replay, replay_bytes
from .types import Replay, Summary

__all__ = ["Replay", "Summary", "replay", "replay_bytes", "replay_folder"]
