"""What every drawing shares and no library is needed for: colours, sizes, words.

Colours are those of Okabe and Ito, chosen to stay apart for readers with a colour vision
deficiency. No meaning rests on colour alone: each one comes with a hatch, a shape or a word.
"""

INK = "#1a1a1a"
FAINT = "#6b6b6b"  # 5.3:1 on white: still readable as text
RULE = "#c9c9c9"
BAND = "#f0f0f0"
BLUE = "#0072b2"
SKY = "#8cc9ee"
GREEN = "#009e73"
ORANGE = "#e69f00"
YELLOW = "#f6ea7a"
RED = "#c0392b"
PURPLE = "#cc79a7"

WIDTH = 9.0  # inches: 864 CSS pixels, the text column of JupyterLab
SMALL, BODY, TITLE = 9, 10, 12  # points
CHARACTER = 0.085  # inches that one character of SMALL text takes at most, on average


def shorten(text: str, inches: float) -> str:
    """Cut text so that it fits into a width, marking the cut."""
    room = max(1, int(inches / CHARACTER))
    return text if len(text) <= room else text[: room - 1] + "…"


def printable(text: str) -> str:
    """Replace what the font cannot draw: a note may hold any character a program sent."""
    return "".join(c if c.isprintable() and ord(c) < 0x2800 else "?" for c in text)
