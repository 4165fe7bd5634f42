"""Drawing with matplotlib: four primitives, in inches, and the picture that a drawing returns."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from .palette import (
    BAND,
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    RULE,
    SKY,
    SMALL,
    WIDTH,
    YELLOW,
    printable,
)

DPI = 120  # five image pixels for four CSS pixels: sharp enough, few bytes


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing: its matplotlib `figure`, and `alt`, the sentence that says what it shows.

    A notebook gets it in two forms: as an `<img>` in HTML, because JupyterLab drops the alt text of
    a PNG output, and as PNG, because a viewer that distrusts HTML may take the `<img>` out. The
    plain text form is the alt text itself.
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
            with rc_context({"svg.hashsalt": "mapscope"}):  # the same names in each run
                self.figure.savefig(path, metadata={"Description": self.alt, "Date": None})
        else:
            Path(path).write_bytes(self.png())

    def html(self) -> str:
        """Return an `<img>` element that holds the picture and its alt text."""
        return self._repr_mimebundle_()[0]["text/html"]

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict[str, str], dict]:
        data = base64.b64encode(self.png()).decode()
        width = round(self.figure.get_figwidth() * 96)
        image = (
            f'<img alt="{html.escape(self.alt)}" width="{width}" '
            f'src="data:image/png;base64,{data}">'
        )
        forms = {"text/html": image, "image/png": data, "text/plain": self.alt}
        return forms, {"image/png": {"alt": self.alt, "width": width}}


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


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw an arrow from one point to another, both given in inches."""
    look = {"arrowstyle": "-|>", "color": INK, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=end, xytext=start, arrowprops=look)


@dataclass(frozen=True)
class Paper:
    """The primitives on one canvas, as `svg.Sheet` has them too."""

    axes: Axes

    def write(self, x: float, y: float, text: str, **kind) -> None:
        write(self.axes, x, y, text, **kind)

    def box(self, x: float, y: float, width: float, height: float, **kind) -> None:
        box(self.axes, x, y, width, height, **kind)

    def line(self, x: Sequence[float], y: Sequence[float], **kind) -> None:
        line(self.axes, x, y, **kind)
