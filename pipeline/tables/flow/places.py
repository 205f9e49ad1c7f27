"""Where figures stand on the lines of a text that kept its columns by blanks → the columns of figures, and which heads they stand under.

A converter that keeps the layout writes the figures of a column below each other, a character or two off; each page has
its own widths. Columns of figures are what overlaps from line to line. Which of the heads they are is again a hypothesis:
the sums of all rows and the places of the heads decide together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise, product
from math import comb

from pipeline.tables.flow.tokens import Token
from pipeline.tables.flow.words import Head

PAGE = 4  # lines without a row from which on the next rows stand on another page
MOST_WAYS = 4000  # of laying columns of figures under heads
PER_COLUMN = 0.15  # cost of a head one column of a terminal off the figures that should stand under it
FAR = 3.0  # … at most
APART = 1.0  # … of a head that stands over the figures of another column alone
BESIDE = 8  # columns of a terminal by which a head that stands over no figures may be off its own
MOST_UPPER = 5  # heads over several columns
OFF_MIDDLE = 0.05  # cost of such a head one column of a terminal off the middle of its columns

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of figures of some rows, left to right, and the one of each figure."""

    spans: tuple[Span, ...]
    of: Mapping[Token, int]

    def columns(self, figures: Sequence[Token]) -> tuple[int, ...] | None:
        """The columns of a row's figures; None where one stands in none, or two in one."""
        found = tuple(self.of.get(token, -1) for token in figures)
        return found if all(a < b for a, b in pairwise((-1, *found))) else None


def places_of(rows: Sequence[Sequence[Token]]) -> Places | None:
    """The columns that the figures of these rows stand in; None where the lines kept no places, or columns run into each other."""
    pages = [page for page in _pages(rows) if page]
    if not pages or any(token.end is None for page in pages for row in page for token in row):
        return None
    parted = [_parted(page) for page in pages]
    if any(spans is None for spans in parted):
        return None
    columns = [spans for spans in parted if spans is not None]
    widest = max(columns, key=len)
    of: dict[Token, int] = {}
    for page, spans in zip(pages, columns, strict=True):
        meant = range(len(widest)) if len(spans) == len(widest) else _matched(spans, widest)
        if meant is None:
            continue
        for row in page:
            for token in row:
                of[token] = meant[next(n for n, span in enumerate(spans) if overlaps(_span(token), span))]
    return Places(tuple(widest), of)


def under(places: Places, heads: Sequence[Span | None]) -> list[tuple[float, tuple[int, ...]]]:
    """The ways in which columns of figures may stand under heads, in order, the likeliest first, with what speaks against each."""
    count = len(places.spans)
    if count > len(heads) or comb(len(heads), count) > MOST_WAYS:
        return []
    off = [[_off(head, span, places.spans) for head in heads] for span in places.spans]
    ways = [(sum(off[n][c] for n, c in enumerate(way)), way) for way in combinations(range(len(heads)), count)]
    return list(islice(sorted(ways), 60))


def spans_of(paths: Sequence[Sequence[str]], heads: Sequence[Head]) -> list[Span | None]:
    """Where the head right above each column stands; heads of one wording from left to right."""
    at: dict[str, list[Span]] = {}
    for head in heads:
        span = _span_of(head)
        if span is not None:
            at.setdefault(head.text, []).append(span)
    for spans in at.values():
        spans.sort(reverse=True)
    return [at[path[-1]].pop() if at.get(path[-1]) else None for path in paths]


def paths_by_place(places: Places, heads: Sequence[Head]) -> Iterator[tuple[tuple[tuple[str, ...], ...], float]]:
    """The heads over each column of figures by where they stand, and how far the upper ones are off the middle of theirs."""
    at = {n: span for n, head in enumerate(heads) if (span := _span_of(head)) is not None}
    leaves = [_leaf(span, places.spans, at, heads) for span in places.spans]
    if any(not leaf for leaf in leaves):
        return
    used = {n for leaf in leaves for n in leaf}
    upper = [
        n for n, head in enumerate(heads) if n in at and n not in used and head.known and at[n][1] > places.spans[0][0]
    ]
    if len(upper) > MOST_UPPER:
        return
    for chosen in product(*(_ranges(at[n], places.spans) for n in upper)):
        paths: list[tuple[str, ...]] = []
        for c, leaf in enumerate(leaves):
            over = [n for n, (_, first, last) in zip(upper, chosen, strict=True) if first <= c <= last]
            over.sort(key=lambda n: (heads[n].tokens[0].at, at[n][0]))
            paths.append((*(heads[n].text for n in over), "".join(heads[n].text for n in leaf)))
        yield tuple(paths), OFF_MIDDLE * sum(off for off, _, _ in chosen)


def _leaf(span: Span, spans: Sequence[Span], at: Mapping[int, Span], heads: Sequence[Head]) -> list[int]:
    """The head right above a column of figures: the lowest known one that stands over it alone, else its pieces."""
    own = [n for n, head in at.items() if overlaps(head, span) and sum(overlaps(head, other) for other in spans) == 1]
    known = [n for n in own if heads[n].known]
    if known:
        return [max(known, key=lambda n: heads[n].tokens[0].at)]
    if own:
        return sorted(own, key=lambda n: heads[n].tokens[0].at)
    beside = [
        n for n, head in at.items() if head[1] > spans[0][0] and not any(overlaps(head, other) for other in spans)
    ]
    near = [(gap, n) for n in beside if (gap := max(span[0] - at[n][1], at[n][0] - span[1])) <= BESIDE]
    return [min(near)[1]] if near else []


def _ranges(head: Span, spans: Sequence[Span]) -> list[tuple[float, int, int]]:
    """The neighbouring columns in whose middle an upper head may stand, with how far it is off; the likeliest three, or none."""
    middle = (head[0] + head[1]) / 2
    ranges = [
        (abs((spans[i][0] + spans[j][1]) / 2 - middle), i, j)
        for i in range(len(spans))
        for j in range(i + 1, len(spans))
        if spans[i][0] <= middle <= spans[j][1]
    ]
    return sorted(ranges)[:3] or [(0.0, 1, 0)]


def _span_of(head: Head) -> Span | None:
    spans = [_span(token) for token in head.tokens if token.end is not None]
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans have a column of the terminal in common."""
    return a[0] < b[1] and b[0] < a[1]


def _off(head: Span | None, span: Span, others: Sequence[Span]) -> float:
    if head is None or overlaps(head, span):
        return 0.0
    gap = max(span[0] - head[1], head[0] - span[1])
    return min(PER_COLUMN * gap, FAR) + APART * any(overlaps(head, other) for other in others)


def _pages(rows: Sequence[Sequence[Token]]) -> list[list[Sequence[Token]]]:
    pages: list[list[Sequence[Token]]] = [[]]
    last: int | None = None
    for row in rows:
        if not row:
            continue
        if last is not None and row[0].at - last >= PAGE:
            pages.append([])
        last = row[0].at
        pages[-1].append(row)
    return pages


def _parted(rows: Sequence[Sequence[Token]]) -> list[Span] | None:
    """What overlaps from line to line; None where two figures of a line fall together."""
    spans: list[Span] = []
    for span in sorted(_span(token) for row in rows for token in row):
        if spans and span[0] < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
        else:
            spans.append(span)
    for row in rows:
        held = [next(n for n, span in enumerate(spans) if overlaps(_span(token), span)) for token in row]
        if len(set(held)) < len(held):
            return None
    return spans


def _matched(spans: Sequence[Span], widest: Sequence[Span]) -> list[int] | None:
    """For the columns of a page with fewer of them those of the widest that each overlaps alone; None where one does not."""
    found: list[int] = []
    for span in spans:
        over = [n for n, other in enumerate(widest) if overlaps(span, other)]
        if len(over) != 1 or over[0] in found:
            return None
        found.append(over[0])
    return found


def _span(token: Token) -> Span:
    assert token.start is not None
    assert token.end is not None
    return (token.start, token.end)
