"""How it went over the weeks: a diary and a plan as numbers, in words, and as a picture."""

from .drawn import drawn
from .measured import Progress, progress_of
from .words import alt_text, in_words

__all__ = ["Progress", "alt_text", "drawn", "in_words", "progress_of"]
