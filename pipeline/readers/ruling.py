"""Ruling lines: many short pieces become few long lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Rule


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight piece along one axis, in any length unit: `at` across the axis, from `start` to `end` along it."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


def join_strokes(strokes: Iterable[Stroke], apart: float, gap: float) -> list[Stroke]:
    """Strokes of one direction joined where they lie on one line (`apart` across) and touch (`gap` along).

    >>> join_strokes([Stroke(10, 0, 5), Stroke(10.4, 5.5, 9), Stroke(30, 0, 5)], apart=1, gap=1)
    [Stroke(at=10.16, start=0, end=9), Stroke(at=30.0, start=0, end=5)]
    """
    joined: list[Stroke] = []
    for line in _on_one_line(sorted(strokes, key=lambda stroke: stroke.at), apart):
        line.sort(key=lambda stroke: stroke.start)
        run = [line[0]]
        end = line[0].end
        for stroke in line[1:]:
            if stroke.start > end + gap:
                joined.append(_joined(run))
                run, end = [], stroke.end
            run.append(stroke)
            end = max(end, stroke.end)
        joined.append(_joined(run))
    return joined


def page_rules(
    across: Iterable[Stroke],
    down: Iterable[Stroke],
    width: float,
    height: float,
    shortest: float,
) -> tuple[Rule, ...]:
    """Strokes (horizontal `across`, vertical `down`) as rules in fractions of a page, those shorter left out."""
    horizontal = [
        Rule(
            _part(s.start, width),
            _part(s.at, height),
            _part(s.end, width),
            _part(s.at, height),
        )
        for s in across
        if s.length >= shortest and 0 <= s.at <= height
    ]
    vertical = [
        Rule(
            _part(s.at, width),
            _part(s.start, height),
            _part(s.at, width),
            _part(s.end, height),
        )
        for s in down
        if s.length >= shortest and 0 <= s.at <= width
    ]
    return tuple(
        sorted(horizontal, key=lambda rule: (rule.y0, rule.x0)) + sorted(vertical, key=lambda rule: (rule.x0, rule.y0))
    )


def _part(value: float, whole: float) -> float:
    return round(min(max(value / whole, 0.0), 1.0), 5)


def _on_one_line(strokes: list[Stroke], apart: float) -> Iterable[list[Stroke]]:
    line: list[Stroke] = []
    for stroke in strokes:
        if line and stroke.at - line[0].at > apart:
            yield line
            line = []
        line.append(stroke)
    if line:
        yield line


def _joined(run: list[Stroke]) -> Stroke:
    weight = sum(max(stroke.length, 1e-6) for stroke in run)
    at = sum(stroke.at * max(stroke.length, 1e-6) for stroke in run) / weight
    return Stroke(
        round(at, 2),
        min(stroke.start for stroke in run),
        max(stroke.end for stroke in run),
    )
