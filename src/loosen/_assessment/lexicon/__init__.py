"""Reads what somebody wrote in their own words for the warning phrases of the lexicon."""

from .listener import Found, Listener
from .sense import Reading

__all__ = ["Found", "Listener", "Reading"]
