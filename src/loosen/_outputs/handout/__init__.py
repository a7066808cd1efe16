"""What a recommendation says to the person: a plan or a referral, in full or on one screen."""

from .handout import handout, on_a_screen
from .items import item_blocks
from .own_words import told_of_words

__all__ = ["handout", "item_blocks", "on_a_screen", "told_of_words"]
