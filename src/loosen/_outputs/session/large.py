"""Large letters, for a screen that is looked at from the floor: as large as the room allows."""

from __future__ import annotations

_ROWS = {
    "A": "25755", "B": "65656", "C": "74447", "D": "65556", "E": "74647", "F": "74644", "G": "74557", "H": "55755",
    "I": "72227", "J": "11157", "K": "55655", "L": "44447", "M": "57755", "N": "65555", "O": "25552", "P": "75744",
    "Q": "25563", "R": "65655", "S": "34216", "T": "72222", "U": "55557", "V": "55552", "W": "55775", "X": "55255",
    "Y": "55222", "Z": "71247", "Ä": "52575", "Ö": "50757", "Ü": "50557", "0": "75557", "1": "26227", "2": "71747",
    "3": "71317", "4": "55711", "5": "74717", "6": "74757", "7": "71122", "8": "75757", "9": "75717", " ": "00000",
}  # fmt: skip
"""The five rows of each letter from the top, each an octal digit: three dots, the left one counting four."""
_WIDE, _HIGH = 3, 5
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
BLOCKS = "█▀▄"
"""What large letters are made of."""


def large(words: str, columns: int, rows: int, *, blocks: bool = True) -> tuple[str, ...]:
    """Words in capitals as lines that fit into so many columns and rows; none where they do not, or lack a letter.

    Without `blocks` the screen cannot show these, and signs of plain text make the letters.
    """
    letters = words.upper()
    if not letters or any(letter not in _ROWS for letter in letters):
        return ()
    dots = _dots(letters)
    if rows >= _HIGH and len(dots[0]) * 2 <= columns:
        dot = ("█" if blocks else "#") * 2
        return tuple("".join(dot if on else "  " for on in row).rstrip() for row in dots)
    if blocks and rows >= (_HIGH + 1) // 2 and len(dots[0]) <= columns:
        below = [*dots[1::2], [False] * len(dots[0])]
        return tuple(
            "".join(_HALVES[pair] for pair in zip(*rows, strict=True)).rstrip()
            for rows in zip(dots[::2], below, strict=True)
        )
    return ()


def _dots(letters: str) -> list[list[bool]]:
    """Row by row, which dots are there; one column is free between two letters."""
    return [
        [
            on
            for place, letter in enumerate(letters)
            for on in (*([False] if place else []), *(_is_on(letter, row, column) for column in range(_WIDE)))
        ]
        for row in range(_HIGH)
    ]


def _is_on(letter: str, row: int, column: int) -> bool:
    return bool(int(_ROWS[letter][row]) >> (_WIDE - 1 - column) & 1)
