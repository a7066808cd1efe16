"""Writes knowledge/vocabulary/*_real_words.yaml: real words that would pass for slips of words that tell of signs.

python scripts/real_words.py

"Cancel" is one letter from "cancer" and no slip of it. Which words are real is asked of pyspellchecker's lists, which
count how often each word stands in film subtitles; rare ones are left out, since they are more often a slip.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from spellchecker import SpellChecker

from loosen._assessment.lexicon.reader import Reader
from loosen._assessment.lexicon.text import without_accents
from loosen._library import load

VOCABULARY = Path(__file__).parents[1] / "knowledge" / "vocabulary"
OFTEN = {"de": 51, "en": 150}
"""From how many times on a word of the list counts as real; 50 is what the German list says of all it never met."""
OWN = "real_words"
FILE = """\
# Written by scripts/real_words.py.
id: {language}_{own}
language: {language}
name: {name}
groups:
  # Each is all but a word of some sign; none is read as a slip of it.
  cue_common:
{words}
"""
NAMES = {"de": "Wörter, die keine Tippfehler sind", "en": "Words that are no slips of the keyboard"}


def main() -> None:
    """Write one file for each language that the reading of texts knows."""
    library = load()
    parts = [part for name, part in library.vocabulary.items() if not name.endswith(OWN)]
    for language in OFTEN:
        words = sorted(set(_misread(Reader(language, library.lexicon, parts), OFTEN[language])))
        text = FILE.format(language=language, own=OWN, name=NAMES[language], words=_wrapped(words))
        (VOCABULARY / f"{language}_{OWN}.yaml").write_text(text, encoding="utf-8")


def _misread(reader: Reader, often: int) -> Iterator[str]:
    """The real words of a language that its reader would take for another word."""
    for word, times in SpellChecker(language=reader.language).word_frequency.dictionary.items():
        plain = without_accents(word)
        if times >= often and word.isalpha() and reader.as_meant(plain) != plain:
            yield word


def _wrapped(words: Iterable[str]) -> str:
    quoted = (f'"{word}"' if word in {"yes", "no", "true", "false", "null", "on", "off"} else word for word in words)
    return textwrap.fill(f"[{', '.join(quoted)}]", 116, initial_indent=" " * 6, subsequent_indent=" " * 7)


if __name__ == "__main__":
    main()
