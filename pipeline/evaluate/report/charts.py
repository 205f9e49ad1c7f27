"""Charts as SVG: lines over an axis, scores against truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.evaluate.intervals import wilson
from pipeline.evaluate.results import Curves, Reliability
from pipeline.show.markup import Markup, tag, together

COLOURS: Final = ("var(--good)", "var(--bad)", "var(--amber)", "var(--calm)", "var(--soft)")
_BINS: Final = 10
_GRID: Final = "#ece8df"


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing area in user units; x and y of it as shares of their axes, 0–1, y upwards."""

    width: float = 340.0
    height: float = 250.0
    left: float = 38.0
    right: float = 12.0
    top: float = 10.0
    bottom: float = 34.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        wide, high = self.width - self.left - self.right, self.height - self.top - self.bottom
        return round(self.left + x * wide, 2), round(self.top + (1 - y) * high, 2)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers with nearly the same score: how many, how many right, their mean score."""

    count: int
    right: int
    score: float


def bins_of(answers: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Answers by score in tenths; a score of 1 belongs to the last tenth. Empty tenths are left out.

    >>> bins_of([(0.75, True), (1.0, False), (0.125, False)])
    [Bin(count=1, right=0, score=0.125), Bin(count=1, right=1, score=0.75), Bin(count=1, right=0, score=1.0)]
    """
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for score, right in answers:
        tenths.setdefault(min(_BINS - 1, int(score * _BINS)), []).append((score, right))
    return [
        Bin(len(some), sum(right for _, right in some), sum(score for score, _ in some) / len(some))
        for _, some in sorted(tenths.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean gap between score and share right, each answer counted once (expected calibration error, ECE)."""
    total = sum(one.count for one in bins)
    return sum(abs(one.right - one.score * one.count) for one in bins) / total if total else 0.0


def reliability(chart: Reliability) -> Markup:
    """Mean score against share right, with 95 % intervals and counts; on the diagonal a score says what it means."""
    frame, bins = Frame(height=300, bottom=58), bins_of(chart.answers)
    most = max((one.count for one in bins), default=1)
    marks = [_line(frame, (0, 0), (1, 1), stroke="#b9b3a5", stroke_dasharray="4 4")]
    for one in bins:
        low, high = wilson(one.right, one.count)
        x, y = frame.at(one.score, one.right / one.count)
        told = f"score {one.score:.2f}: {one.right} of {one.count} right, {one.right / one.count:.3f}"
        marks.append(_line(frame, (one.score, low), (one.score, high), stroke="var(--calm)", stroke_width=1.6))
        radius = 3 + 4 * (one.count / most) ** 0.5
        marks.append(tag("circle", tag("title", told), cx=str(x), cy=str(y), r=f"{radius:.1f}", fill="var(--calm)"))
        marks.append(_text(x, frame.height - 22, f"{one.count}", "middle", fill="var(--ink)"))
    marks.append(_text(frame.left - 6, frame.height - 22, "n", "end"))
    axes = _axes(frame, [(at / 5, f"{at / 5:.1f}") for at in range(6)], "score", "share right")
    return _svg(frame, f"{chart.title}: score against share right", axes, *marks)


def curves(chart: Curves) -> Markup:
    """Lines with a dot at each measure; the y axis begins at 0 unless all is near 1."""
    points = [point for _, line in chart.lines for point in line]
    most = max((x for x, _ in points), default=1.0) or 1.0
    floor = 0.8 if points and min(y for _, y in points) >= 0.8 else 0.0
    frame = Frame()
    ticks = sorted({x for x, _ in points})
    labels = [(x / most, f"{x:g}") for at, x in enumerate(ticks) if at == 0 or (x - ticks[at - 1]) / most > 0.04]
    marks = []
    for colour, (name, line) in zip(_colours(len(chart.lines)), chart.lines, strict=True):
        places = [frame.at(x / most, (y - floor) / (1 - floor)) for x, y in line]
        joined = " ".join(f"{x},{y}" for x, y in places)
        marks.append(tag("polyline", points=joined, fill="none", stroke=colour, stroke_width=2))
        for (x, y), (amount, share) in zip(places, line, strict=True):
            told = tag("title", f"{name}, {amount:g}: {share:.3f}")
            marks.append(tag("circle", told, cx=str(x), cy=str(y), r="3.2", fill=colour))
    legend = tag(
        "ul",
        *(
            tag("li", tag("i", style=f"background: {colour}"), name)
            for colour, (name, _) in zip(_colours(len(chart.lines)), chart.lines, strict=True)
        ),
        class_="legend",
    )
    return together(_svg(frame, chart.title, _axes(frame, labels, chart.x, chart.y, floor), *marks), legend)


def _colours(count: int) -> list[str]:
    return [COLOURS[at % len(COLOURS)] for at in range(count)]


def _axes(frame: Frame, ticks: Sequence[tuple[float, str]], x: str, y: str, floor: float = 0.0) -> Markup:
    marks = []
    for at in range(6):
        left, height = frame.at(0, at / 5)
        marks.append(_line(frame, (0, at / 5), (1, at / 5), stroke=_GRID))
        marks.append(_text(left - 6, height + 4, f"{floor + (1 - floor) * at / 5:.2g}", "end"))
    base = frame.at(0, 0)[1]
    for share, label in ticks:
        marks.append(_text(frame.at(share, 0)[0], base + 15, label, "middle"))
    marks.append(_text(frame.at(0.5, 0)[0], frame.height - 4, x, "middle"))
    marks.append(_text(frame.left + 4, frame.top + 11, y, "start"))
    return together(*marks)


def _line(frame: Frame, start: tuple[float, float], end: tuple[float, float], **look: str | float) -> Markup:
    (x1, y1), (x2, y2) = frame.at(*start), frame.at(*end)
    return tag(
        "line", x1=str(x1), y1=str(y1), x2=str(x2), y2=str(y2), **{key: str(value) for key, value in look.items()}
    )


def _text(x: float, y: float, text: str, anchor: str, **look: str) -> Markup:
    return tag("text", text, x=str(x), y=str(y), text_anchor=anchor, **look)


def _svg(frame: Frame, told: str, *content: Markup) -> Markup:
    return tag("svg", *content, viewBox=f"0 0 {frame.width:g} {frame.height:g}", role="img", aria_label=told)
