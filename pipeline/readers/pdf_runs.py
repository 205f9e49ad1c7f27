"""Glyphs of a PDF page joined into runs that stand apart: the cells of a row, the lines of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import Box, Line, Rule
from pipeline.readers.pdf_glyphs import Glyph
from pipeline.readers.rows import in_reading_order, with_whole_headings

# In em, the height of the glyphs. Justified text is spread by up to half an em; the columns of a table without
# ruling lines stand at least one apart, figures sometimes less.
_SAME_LINE = 0.3  # difference of baselines
_SPACE = 0.25  # a gap between Latin words or figures
_SPREAD = 1.2  # a gap that splits a run of ideographs, or one from a figure
_DRAWN_SPACE = 0.7  # a gap between ideographs that stands for a space
_FIGURES_APART = 0.7  # a gap that splits two figures
_TYPED_SPACES = 4.5  # a gap that splits although spaces fill it
_OVERLAP = -0.6  # how far a glyph may reach back over the one before
_MARK_SIZE = 0.8  # of the glyph before: a note mark is smaller
_MARK_RAISED = (0.15, 0.9)  # em by which its baseline lies above; footnotes, not the exponent of a formula above
_MARK_GAP = 0.5
_WRAPPED = 1.7  # em between the baselines of the lines of a turned head
_MARKS = frozenset("0123456789*#†‡abcdefghi[]()（）［］【】,，、-注①②③④⑤⑥⑦⑧⑨⑩¹²³⁴⁵⁶⁷⁸⁹⁰")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BUCKET = 8.0  # points

_Walls = tuple[list[float], list[tuple[float, float, float]]]  # abscissas; x, top, bottom, all from left to right


@dataclass(slots=True)
class _Run:
    glyphs: list[Glyph] = field(default_factory=list)
    text: str = ""
    printed: str = ""  # with its note marks
    space_end: float | None = None  # where spaces typed after the last glyph end
    last: Glyph | None = None  # the last glyph that is no note mark

    @property
    def spaced(self) -> bool:
        return self.space_end is not None

    def add(self, glyph: Glyph, space: bool) -> None:
        self.text += (" " if space else "") + glyph.text
        self.printed += (" " if space else "") + glyph.text
        self.glyphs.append(glyph)
        self.last = glyph
        self.space_end = None

    def add_mark(self, glyph: Glyph) -> None:
        """A raised note mark: ¹ of 227.70¹ is no digit of the figure, ² of m² says what it is."""
        raised = glyph.text.translate(_RAISED)
        if self.last and self.last.text.isascii() and self.last.text.isalpha():
            self.text += raised
        self.printed += raised
        self.glyphs.append(glyph)

    def join(self, other: _Run, marks: bool) -> None:
        """Carry on with another run; `marks` says that it is all note marks."""
        if marks:
            for glyph in other.glyphs:
                self.add_mark(glyph)
        else:
            self.text += other.text
            self.printed += other.printed
            self.glyphs += other.glyphs
            self.last = other.last
        self.space_end = other.space_end


def read_lines(glyphs: Sequence[Glyph], rules: Iterable[Rule], number: int, size: tuple[float, float]) -> list[Line]:
    """Runs of glyphs as lines of page `number`, in reading order; a vertical ruling line parts the glyphs beside it.

    Heads that are turned on the page (a column's name read upwards) are lines of their own, wrapped ones joined.
    """
    width, height = size
    rules = tuple(rules)
    lines = _lines([glyph for glyph in glyphs if not glyph.turn], rules, number, size)
    for turn in sorted({glyph.turn for glyph in glyphs if glyph.turn}):
        frame = (height, width) if turn % 2 else size
        turned_rules = [_turned_rule(rule, turn) for rule in rules]
        turned = _lines([glyph for glyph in glyphs if glyph.turn == turn], turned_rules, number, frame)
        for line in _unwrapped(turned, turned_rules, frame):
            if line.box:
                lines.append(Line(line.text, number, _rounded(_turned(line.box, -turn)), printed=line.printed))
    return with_whole_headings(in_reading_order(lines), width / height)


def _lines(glyphs: Sequence[Glyph], rules: Iterable[Rule], number: int, size: tuple[float, float]) -> list[Line]:
    width, height = size
    standing = sorted((r.x0 * width, r.y0 * height, r.y1 * height) for r in rules if not r.horizontal)
    walls = [wall[0] for wall in standing], standing
    lines = []
    for run in _merge(_drawn_runs(glyphs, walls), walls):
        text = run.text.strip()
        if text:
            box = (
                min(glyph.x0 for glyph in run.glyphs) / width,
                min(glyph.y0 for glyph in run.glyphs) / height,
                max(glyph.x1 for glyph in run.glyphs) / width,
                max(glyph.y1 for glyph in run.glyphs) / height,
            )
            x0, y0, x1, y1 = (round(min(max(edge, 0.0), 1.0), 5) for edge in box)
            lines.append(Line(text=text, page=number, box=(x0, y0, x1, y1), printed=run.printed.strip()))
    return lines


def _drawn_runs(glyphs: Sequence[Glyph], walls: _Walls) -> list[_Run]:
    runs: list[_Run] = []
    run = _Run()
    for glyph in glyphs:
        if glyph.text == " ":
            run.space_end = glyph.x1
        elif _is_mark(run, glyph, walls):
            run.add_mark(glyph)
        else:
            if not run.glyphs or not _follows(run, glyph, walls):
                run = _Run()
                runs.append(run)
            run.add(glyph, space=bool(run.glyphs) and _spaced(run, glyph))
    return runs


def _is_mark(run: _Run, glyph: Glyph, walls: _Walls) -> bool:
    """Whether a glyph is a raised note mark behind a run."""
    last = run.last
    if last is None or glyph.em > _MARK_SIZE * last.em or glyph.text not in _MARKS:
        return False
    raised = (last.base - glyph.base) / last.em
    gap = (glyph.x0 - run.glyphs[-1].x1) / last.em
    if not (_MARK_RAISED[0] <= raised <= _MARK_RAISED[1] and -0.3 <= gap <= _MARK_GAP):
        return False
    return not _wall_between(last, glyph, walls)


def _follows(run: _Run, glyph: Glyph, walls: _Walls) -> bool:
    last = run.last or run.glyphs[-1]
    end = run.glyphs[-1].x1
    em = last.em if last.em > glyph.em else glyph.em
    gap = (glyph.x0 - end) / em
    if abs(glyph.base - last.base) > _SAME_LINE * em or gap < _OVERLAP or min(last.em, glyph.em) < 0.4 * em:
        return False
    if gap > _FIGURES_APART:
        widest = _FIGURES_APART if last.text.isascii() and glyph.text.isascii() else _SPREAD
        unfilled = gap if run.space_end is None else (glyph.x0 - max(run.space_end, end)) / em
        if gap > (_TYPED_SPACES if run.spaced else widest) or unfilled > widest:
            return False
    return not _wall_between(last, glyph, walls)


def _spaced(run: _Run, glyph: Glyph) -> bool:
    last = run.glyphs[-1]
    gap = (glyph.x0 - last.x1) / max(last.em, glyph.em)
    if last.text.isascii() and glyph.text.isascii():
        return gap > _SPACE or run.spaced
    return gap > _DRAWN_SPACE or (run.spaced and gap > 0.1)


def _wall_between(left: Glyph, right: Glyph, walls: _Walls) -> bool:
    """Whether a vertical ruling line stands between the centres of two glyphs, beside the middle of the line."""
    abscissas, standing = walls
    end = (right.x0 + right.x1) / 2
    at = bisect_right(abscissas, (left.x0 + left.x1) / 2)
    middle = (left.y0 + left.y1) / 2
    while at < len(standing) and abscissas[at] < end:
        if standing[at][1] <= middle <= standing[at][2]:
            return True
        at += 1
    return False


def _merge(runs: list[_Run], walls: _Walls) -> list[_Run]:
    """Runs joined that are drawn apart from each other but stand side by side as one text."""
    merged: list[_Run] = []
    ends: defaultdict[tuple[int, int], list[int]] = defaultdict(list)  # by end and baseline: numbers in `merged`
    for run in sorted(runs, key=lambda run: run.glyphs[0].x0):
        first = run.glyphs[0]
        at = _before(run, merged, ends, walls)
        if at is None:
            at = len(merged)
            merged.append(run)
        else:
            merged[at].join(run, marks=_is_mark(merged[at], first, walls))
        last = merged[at].glyphs[-1]
        ends[int(last.x1 // _BUCKET), int(last.base // _BUCKET)].append(at)
    return merged


def _before(run: _Run, merged: list[_Run], ends: dict[tuple[int, int], list[int]], walls: _Walls) -> int | None:
    """Which of the merged runs, the leftmost first, this one carries on; None for none."""
    first = run.glyphs[0]
    reach, apart = first.em, first.em + _BUCKET  # a mark is smaller than what it follows
    found = {
        at
        for column in range(int((first.x0 - reach) // _BUCKET), int((first.x0 + reach) // _BUCKET) + 1)
        for row in range(int((first.base - apart) // _BUCKET), int((first.base + apart) // _BUCKET) + 1)
        for at in ends.get((column, row), ())
    }
    for at in sorted(found):
        other = merged[at]
        if abs(first.x0 - other.glyphs[-1].x1) < _SPACE * first.em and _follows(other, first, walls):
            return at
        if _is_mark(other, first, walls) and all(glyph.em <= first.em + 1 for glyph in run.glyphs):
            return at
    return None


def _unwrapped(lines: list[Line], rules: Sequence[Rule], size: tuple[float, float]) -> list[Line]:
    """Turned lines, those that follow one another in one cell joined: 本年支出 and 合计 side by side on the page."""
    joined: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.box or (0, 0, 0, 0))[1]):
        box = line.box or (0.0, 0.0, 0.0, 0.0)
        em = (box[3] - box[1]) * size[1]
        for at, other in enumerate(joined):
            above = other.box or box
            below = (box[3] - above[3]) * size[1]
            shared = min(box[2], above[2]) - max(box[0], above[0])
            if 0.5 * em < below <= _WRAPPED * em and shared > 0 and not _rule_between(above, box, rules):
                text = other.text + line.text
                union = min(box[0], above[0]), above[1], max(box[2], above[2]), box[3]
                joined[at] = Line(text, line.page, union, printed=text)
                break
        else:
            joined.append(line)
    return joined


def _rule_between(above: Box, below: Box, rules: Sequence[Rule]) -> bool:
    x = (max(above[0], below[0]) + min(above[2], below[2])) / 2
    upper, lower = above[3] - (above[3] - above[1]) / 2, (below[1] + below[3]) / 2
    return any(rule.horizontal and rule.x0 <= x <= rule.x1 and upper < rule.y0 < lower for rule in rules)


def _turned(box: Box, quarters: int) -> Box:
    """A box in fractions of a page in fractions of that page turned clockwise."""
    x0, y0, x1, y1 = box
    return (
        (x0, y0, x1, y1),
        (1 - y1, x0, 1 - y0, x1),
        (1 - x1, 1 - y1, 1 - x0, 1 - y0),
        (y0, 1 - x1, y1, 1 - x0),
    )[quarters % 4]  # fmt: skip


def _rounded(box: Box) -> Box:
    return round(box[0], 5), round(box[1], 5), round(box[2], 5), round(box[3], 5)


def _turned_rule(rule: Rule, quarters: int) -> Rule:
    return Rule(*_turned((rule.x0, rule.y0, rule.x1, rule.y1), quarters))
