"""Reads what somebody wrote in their own words for the signs of the lexicon."""

from .found import Found, Reading
from .listener import Listened, Listener

__all__ = ["Found", "Listened", "Listener", "Reading"]
