"""Written words as the words that they stand for: "can't", "cannot" and "cant" all are "can not"."""

from __future__ import annotations

from functools import lru_cache

_ENGLISH = "en"
_NOT_BESIDE = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
"""What stands beside "n't" where it is not simply the word."""
_RUN_TOGETHER = {
    **{f"{word}nt": (word, "not") for word in (
        "do", "does", "did", "is", "are", "was", "were", "have", "has", "had", "would", "could", "should",
    )},
    "cant": ("can", "not"), "cannot": ("can", "not"), "cannae": ("can", "not"), "wont": ("will", "not"),
    "aint": ("is", "not"), "dinnae": ("do", "not"), "im": ("i", "am"), "ive": ("i", "have"), "ur": ("your",),
}  # fmt: skip
_ENDINGS = {"'m": "am", "'ve": "have", "'re": "are", "'ll": "will", "'d": "would"}
_WITH_IS = {"it's", "he's", "she's", "that's", "there's", "what's", "who's", "here's"}


@lru_cache(maxsize=4096)
def apart(word: str, language: str) -> tuple[str, ...]:
    """One written word, in small letters, as the words it stands for."""
    if language != _ENGLISH:
        return (word.removesuffix("'s"),)
    if word in _RUN_TOGETHER:
        return _RUN_TOGETHER[word]
    if word.endswith(("n't", "'nt")):
        return (_NOT_BESIDE.get(word[:-3], word[:-3]), "not")
    if word in _WITH_IS:
        return (word[:-2], "is")
    for ending, meant in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), meant)
    return (word.removesuffix("'s"),)
