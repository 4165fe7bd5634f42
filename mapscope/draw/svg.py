"""The drawing primitives as SVG text: no library, a millisecond, a few kilobytes."""

import base64
import html
import math
from collections.abc import Iterator, Sequence

from .palette import INK, SMALL, WIDTH, printable

INCH, POINT = 96, 96 / 72  # CSS pixels
_FONT = "'DejaVu Sans',Verdana,sans-serif"  # matplotlib's, and the one it is like
_DASHES = {"--": "4,2", ":": "1,2"}
_HATCH = (
    "<pattern id='h' width='7' height='7' patternUnits='userSpaceOnUse'><rect width='7' "
    "height='7' fill='white'/><path d='M-1,1l2,-2M0,7l7,-7M6,8l2,-2' stroke='{}'/></pattern>"
)


def _ring(count: int, *radii: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """Points around a circle, at radii taken in turn; the first is at the top."""
    angles = [2 * math.pi * i / count + turn for i in range(count)]
    return [
        (radii[i % len(radii)] * math.sin(a), -radii[i % len(radii)] * math.cos(a))
        for i, a in enumerate(angles)
    ]


_CROSS = [
    (-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1), (1, 3), (-1, 3), (-1, 1), (-3, 1),
    (-3, -1), (-1, -1),
]  # fmt: skip
_TRIANGLE = [(0, -0.5), (0.5, 0.5), (-0.5, 0.5)]
# matplotlib's markers, one unit across.
_SHAPES = {
    "s": [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "D": _ring(4, 0.7),
    "d": [(x * 0.6, y) for x, y in _ring(4, 0.7)],
    "o": _ring(24, 0.5),
    ".": _ring(24, 0.25),
    "H": _ring(6, 0.5, turn=math.pi / 6),
    "*": _ring(10, 0.5, 0.19),
    "^": _TRIANGLE,
    "v": [(x, -y) for x, y in _TRIANGLE],
    ">": [(-y, x) for x, y in _TRIANGLE],
    "<": [(y, x) for x, y in _TRIANGLE],
    "_": [(-0.5, 0), (0.5, 0)],
    "P": [(x / 6, y / 6) for x, y in _CROSS],
    "X": [((x - y) / 8, (x + y) / 8) for x, y in _CROSS],
}


class Sheet:
    """A white sheet of `width` by `height` inches; (0, 0) is its upper left corner."""

    def __init__(self, height: float, width: float = WIDTH):
        self._size = width * INCH, height * INCH
        self._parts: list[tuple[float, str]] = []
        self._hatch = ""

    def write(self, x: float, y: float, text: str, **kind) -> None:
        """Write plain text, centred on the line at `y`."""
        if not text:
            return
        more = "".join(
            f" {name}='{value}'"
            for name, value in (
                ("fill", kind.get("color", INK)),
                ("font-size", _number(kind.get("size", SMALL) * POINT)),
                ("font-weight", kind.get("weight", "normal")),
                ("font-style", kind.get("style", "normal")),
                ("text-anchor", "end" if kind.get("ha") == "right" else "start"),
            )
            if value not in ("normal", "start")
        )
        at = f"x='{_number(x * INCH)}' y='{_number(y * INCH)}' dy='.35em'"
        self._add(3, kind, f"<text {at}{more}>{html.escape(printable(text), quote=False)}</text>")

    def box(self, x: float, y: float, width: float, height: float, **kind) -> None:
        """Draw a rectangle with its upper left corner at (x, y)."""
        fill, edge = kind.get("facecolor", "white"), kind.get("edgecolor", INK)
        if "hatch" in kind:
            self._hatch, fill = _HATCH.format(edge), "url(#h)"
        sides = (_number(side * INCH) for side in (x, y, width, height))
        at = "x='{}' y='{}' width='{}' height='{}'".format(*sides)
        stroke = _stroke(edge, kind.get("linewidth", 0.8))
        self._add(1, kind, f"<rect {at} fill='{fill}'{stroke}/>")

    def line(self, x: Sequence[float], y: Sequence[float], **kind) -> None:
        """Draw a line, or markers, through points."""
        points = [(px * INCH, py * INCH) for px, py in zip(x, y, strict=True)]
        color = kind.get("color", INK)
        if "marker" in kind:
            self._markers(points, color, kind)
            return
        dash = _DASHES.get(kind.get("linestyle", ""))
        more = f" stroke-dasharray='{dash}'" if dash else ""
        stroke = _stroke(color, kind.get("linewidth", 1.0))
        self._add(2, kind, f"<path d='{_path(points)}' fill='none'{stroke}{more}/>")

    def html(self, alt: str) -> str:
        """Return an `<img>` element that holds the drawing and its alt text."""
        data = base64.b64encode(self.svg(alt).encode()).decode()
        return (
            f'<img alt="{html.escape(alt)}" width="{round(self._size[0])}" '
            f'style="max-width:100%;border:0" src="data:image/svg+xml;base64,{data}">'
        )

    def svg(self, alt: str) -> str:
        """Return the drawing as a document of its own."""
        width, height = map(_number, self._size)
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' "
            f"width='{width}' height='{height}' role='img' font-family=\"{_FONT}\">"
            f"<title>{html.escape(alt)}</title>{self._hatch}"
            f"<rect width='100%' height='100%' fill='white'/>{''.join(self._in_order())}</svg>"
        )

    def _markers(self, points, color: str, kind: dict) -> None:
        size = kind.get("markersize", 6) * POINT
        hollow = kind.get("fillstyle") == "none"
        fill = "none" if hollow else kind.get("markerfacecolor", color)
        shape, stroke = _SHAPES[kind["marker"]], _stroke(color, kind.get("mew", 1.0))
        for x, y in points:
            path = _path([(x + px * size, y + py * size) for px, py in shape])
            self._add(2, kind, f"<path d='{path}Z' fill='{fill}'{stroke}/>")

    def _add(self, layer: float, kind: dict, element: str) -> None:
        self._parts.append((kind.get("zorder", layer), element))

    def _in_order(self) -> Iterator[str]:
        return (element for _, element in sorted(self._parts, key=lambda part: part[0]))


def _stroke(color: str, points: float) -> str:
    return f" stroke='{color}' stroke-width='{_number(points * POINT)}'" if points else ""


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
