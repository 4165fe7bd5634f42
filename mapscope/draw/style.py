"""The visual language that all drawings share, and the picture that they return.

Colours are those of Okabe and Ito, chosen to stay apart for readers with a colour vision
deficiency. No meaning rests on colour alone: each one comes with a hatch, a shape or a word.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image
from PIL.PngImagePlugin import PngInfo

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
DPI = 120  # five image pixels for four CSS pixels: sharp enough, few bytes


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing: its matplotlib `figure`, and `alt`, the sentence that says what it shows.

    In a notebook it becomes an `<img>` in HTML rather than a bare PNG output: JupyterLab drops the
    alt text of a PNG output, while the `alt` of an `<img>` survives in JupyterLab, in nbconvert's
    HTML and in a repository's notebook view. The plain text form is the alt text itself.
    """

    figure: Figure
    alt: str

    def png(self) -> bytes:
        """Return the drawing as PNG, with the alt text as its description."""
        self.figure.canvas.draw()
        pixels = np.asarray(self.figure.canvas.buffer_rgba())
        # Flat colours: a palette looks the same and needs a third of the bytes.
        image = Image.fromarray(pixels).convert("RGB")
        image = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
        described = PngInfo()
        described.add_itxt("Description", self.alt)
        buffer = io.BytesIO()
        image.save(buffer, "PNG", pnginfo=described)
        return buffer.getvalue()

    def save(self, path: str | Path) -> None:
        """Write the drawing as PNG or SVG, as the name's ending says."""
        if Path(path).suffix == ".svg":
            self.figure.savefig(path, metadata={"Description": self.alt, "Date": None})
        else:
            Path(path).write_bytes(self.png())

    def html(self) -> str:
        """Return an `<img>` element that holds the picture and its alt text."""
        data = base64.b64encode(self.png()).decode()
        width = round(self.figure.get_figwidth() * 96)
        return (
            f'<img alt="{html.escape(self.alt)}" width="{width}" '
            f'src="data:image/png;base64,{data}">'
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}


@cache
def _palette() -> Image.Image:
    """Return our colours in steps towards white, and towards ink: the edges of shapes on paper."""
    blends = [
        np.array(to_rgb(colour)) * (1 - part) + np.array(to_rgb(ground)) * part
        for colour in (INK, FAINT, RULE, BLUE, SKY, GREEN, ORANGE, YELLOW, RED, PURPLE)
        for ground, steps in (("white", 6), (INK, 3))
        for part in np.linspace(0, 1, steps)
    ]
    blends.append(np.array(to_rgb(BAND)))
    image = Image.new("P", (1, 1))
    image.putpalette([round(255 * part) for blend in blends for part in blend])
    return image


def canvas(height: float, width: float = WIDTH) -> tuple[Figure, Axes]:
    """Return a blank figure of `width` by `height` inches and axes over all of it, in inches.

    Position (0, 0) is the upper left corner and y grows downwards, as text does. The figure belongs
    to no pyplot registry: nothing shows it twice, and it is freed with its last reference.
    """
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return figure, axes


def write(axes: Axes, x: float, y: float, text: str, **kind) -> None:
    """Write plain text (a `$` is a dollar, never mathematics) centred on the line at `y`."""
    kind = {"size": SMALL, "color": INK, "va": "center", "parse_math": False} | kind
    axes.text(x, y, printable(text), **kind)


def box(axes: Axes, x: float, y: float, width: float, height: float, **kind) -> None:
    """Draw a rectangle with its upper left corner at (x, y); `hatch` marks it without colour."""
    kind = {"facecolor": "white", "edgecolor": INK, "linewidth": 0.8} | kind
    axes.add_artist(Rectangle((x, y), width, height, **kind))


def line(axes: Axes, x: Sequence[float], y: Sequence[float], **kind) -> None:
    """Draw a line, or markers, through points given in inches."""
    kind = {"color": INK, "linewidth": 1.0} | kind
    axes.add_artist(Line2D(x, y, **kind))


def shorten(text: str, inches: float) -> str:
    """Cut text so that it fits into a width, marking the cut."""
    room = max(1, int(inches / CHARACTER))
    return text if len(text) <= room else text[: room - 1] + "…"


def printable(text: str) -> str:
    """Replace what the font cannot draw: a note may hold any character a program sent."""
    return "".join(c if c.isprintable() and ord(c) < 0x2800 else "?" for c in text)


def join(words: Iterable[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    *head, last = words
    return f"{', '.join(head)} and {last}" if head else last


def count(n: int, noun: str) -> str:
    """Return `1 page`, `2,000 pages`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}{'es' if noun.endswith('s') else 's'}"
