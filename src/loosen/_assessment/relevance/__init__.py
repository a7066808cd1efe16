"""Which unanswered questions could still change what a person gets, and which rules are waiting for them.

prospects   a condition while answers are missing: its least and its most true reading
ready       the library made ready to be looked at that way many times
spans       where every fact and finding may still come to lie
counting    what the rules may still come to, and which of them count
search      from what is open back to the questions behind it
relevance   all of it together: the outlook
"""

from .relevance import CODE, Outlook, Relevance
from .spans import Known

__all__ = ["CODE", "Known", "Outlook", "Relevance"]
