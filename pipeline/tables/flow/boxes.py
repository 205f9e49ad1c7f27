"""Boxes of a page one after the other, a cell or a piece of a column each → rows again.

pdfminer and `pdftotext` write what stands together on the page: here a row, there a column of names, then one of figures;
empty cells leave nothing. The names say which accounts the rows are of, in order. A total of each row is looked for where
order puts it — behind its name, or as far down a run of figures as the name down a run of names — and the tree of accounts
decides: every account is the sum of those below it. What is left of the figures goes to the rows whose totals it makes up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from pipeline.tables.body.names import plain_name
from pipeline.tables.flow.rows import TOTALS, Group
from pipeline.tables.flow.tokens import Token, value_of
from pipeline.vocabulary.accounts import Accounts

MOST_PIECES = 4  # tokens of a wrapped name
MOST_CANDIDATES = 8  # figures that may be the total of a row
MOST_SUMS = 300  # of the rows below an account that are kept while they are added up
MOST_ACROSS = 6  # figures of a row behind its total
AMONG = 0.8  # cost of a figure that is no sum of those behind it, where most rows have one
MOST_PARTS = 3  # figures that make up a total
RUNS = 3  # of figures before and behind its name in which the total of a row is looked for
MISSING = 2.5  # cost of a row without figures
BELIED = 4.0  # cost of an account that is not the sum of those below it
FURTHER = 0.8  # cost of each row, or run, by which a figure stands off its place
LEAST_ROWS = 3
IN_COLUMN = 0.6  # share of the rows whose totals follow each other
LEAST_HELD = 0.75  # share of the accounts with others below them that must be their sum


@dataclass
class _Row:
    """An account of the table: the tokens that name it, and where its name stands among the runs of figures."""

    code: str  # "" for the total of all
    words: list[Token]
    run: int  # how many runs of figures stand before it
    place: int = 0  # in its run of names
    of: int = 1  # names in that run


@dataclass
class _Solved:
    """Values of a row with what they cost, and the choice below it that each goes with."""

    options: list[tuple[float, int | None, tuple[int, ...]]]  # cost, index of the figure, option of each child
    held: bool = True


def rejoin(tokens: Sequence[Token], accounts: Accounts, economic: bool) -> list[Group] | None:
    """The rows of a table whose cells came box by box, with their figures in order; None where no sums hold them together."""
    rows, runs = _rows_and_runs(tokens, accounts, economic)
    by_code, runs_by_code = _by_code(tokens, rows, economic)
    if len(by_code) > len(rows):
        rows, runs = by_code, runs_by_code
    if len(rows) < LEAST_ROWS or sum(map(len, runs)) < len(rows) // 2:
        return None
    figures = [token for run in runs for token in run]
    tree = _tree(rows)
    full = _full(rows, tree, runs)
    if full is not None:
        return full
    chunks = _chunks(figures)
    order = {n: k for k, n in enumerate(n for n in _printed(rows))}
    candidates = [_candidates(row, runs, (order[n], len(rows), chunks)) for n, row in enumerate(rows)]
    totals, held, tried = _totals(rows, tree, candidates, figures)
    if not tried or held < LEAST_HELD * tried:
        return None
    return _groups(rows, _in_one_column(rows, totals, figures), figures)


def _rows_and_runs(tokens: Sequence[Token], accounts: Accounts, economic: bool) -> tuple[list[_Row], list[list[Token]]]:
    """The accounts that are named, one row each, and the runs of figures between names."""
    rows: list[_Row] = []
    runs: list[list[Token]] = []
    named: list[_Row] = []  # since the last figure
    printed = {token.text for token in tokens if token.kind == "code"}
    last = ""
    n = 0
    while n < len(tokens):
        token = tokens[n]
        n += 1
        if token.kind == "figure":
            if named or not runs:
                _close(named)
                named = []
                runs.append([])
            runs[-1].append(token)
            continue
        if token.kind != "word":
            continue
        code, count = _account(tokens, n - 1, accounts, (last, economic, printed))
        if code is None or any(row.code == code for row in rows):
            continue
        named.append(_Row(code, [t for t in tokens[n - 1 : n - 1 + count] if t.kind == "word"], len(runs)))
        rows.append(named[-1])
        last = code or last
        n += count - 1
    _close(named)
    rows.sort(key=lambda row: row.code)
    return rows, runs


def _by_code(tokens: Sequence[Token], named: Sequence[_Row], economic: bool) -> tuple[list[_Row], list[list[Token]]]:
    """The accounts whose codes are printed, one row each, and the runs of figures between codes."""
    words = {row.code: row.words for row in named}
    first = "3" if economic else "2"
    rows: list[_Row] = [_Row("", row.words, row.run) for row in named if not row.code]
    runs: list[list[Token]] = []
    since: list[_Row] = []
    for token in tokens:
        if token.kind == "figure":
            if since or not runs:
                _close(since)
                since = []
                runs.append([])
            runs[-1].append(token)
        elif token.kind == "code" and token.text[0] == first and all(row.code != token.text for row in rows):
            since.append(_Row(token.text, words.get(token.text, []), len(runs)))
            rows.append(since[-1])
    _close(since)
    rows.sort(key=lambda row: row.code)
    for row in rows[:1]:
        row.run = min(row.run, len(runs))
    return rows, runs


def _close(named: Sequence[_Row]) -> None:
    for place, row in enumerate(named):
        row.place, row.of = place, len(named)


def _account(
    tokens: Sequence[Token], at: int, accounts: Accounts, known: tuple[str, bool, set[str]]
) -> tuple[str | None, int]:
    """The code of the account that a name, or a name with its next pieces, is of, and the tokens it takes; "" for a total."""
    last, economic, printed = known
    text = ""
    pieces = 0
    for count, token in enumerate(tokens[at : at + MOST_PIECES + 2], start=1):
        if token.kind != "word":
            if token.kind == "figure":
                break
            continue
        text += token.text
        pieces += 1
        name = plain_name(text) or ""
        if pieces == 1 and name in TOTALS:
            return "", count
        codes = [c for c in accounts.codes_of(name) if c[0] == ("3" if economic else "2")]
        if codes:
            return min(codes, key=lambda c: (*_far(c, last, printed), c)), count
        if pieces >= MOST_PIECES:
            break
    return None, 1


def _far(code: str, last: str, printed: set[str]) -> tuple[bool, bool, int]:
    """How unlikely an account comes behind another: one below it, beside it, beside one above it, any other."""
    steps = [last, *(last[:n] for n in (5, 3) if len(last) > n), ""]
    above = code[:-2] if len(code) > 3 else ""
    near = steps.index(above) if above in steps else len(steps)
    return (bool(printed) and len(code) in set(map(len, printed)) and code not in printed, code <= last, near)


def _tree(rows: Sequence[_Row]) -> dict[int, list[int]]:
    """For each row those right below it, by the longest code that is a beginning of theirs; 合计 is above all others."""
    at = {row.code: n for n, row in enumerate(rows)}
    below: dict[int, list[int]] = {}
    for n, row in enumerate(rows):
        above = next((row.code[:cut] for cut in (5, 3, 0) if cut < len(row.code) and row.code[:cut] in at), None)
        if above is not None:
            below.setdefault(at[above], []).append(n)
    return below


def _full(
    rows: Sequence[_Row], tree: Mapping[int, Sequence[int]], runs: Sequence[Sequence[Token]]
) -> list[Group] | None:
    """The rows of a table without an empty cell: as many figures each, row by row or column by column; None where it is none."""
    figures = [token for run in runs for token in run]
    across, rest = divmod(len(figures), len(rows))
    if rest or across < 2:
        return None
    order = _printed(rows)
    by_row = [figures[k * across : (k + 1) * across] for k in range(len(rows))]
    by_column = [figures[k :: len(rows)] for k in range(len(rows))]
    by_run: list[Sequence[Token]] = []
    for run in runs:
        down = len(run) // across
        by_run += [run[k::down] for k in range(down)] if len(run) % across == 0 else []
    for laid in (by_row, by_column, by_run):
        if len(laid) == len(rows):
            held = dict(zip(order, laid, strict=True))
            totals = [value_of(held[n][0]) for n in range(len(rows))]
            sums = [sum(totals[child] for child in family) == totals[n] for n, family in tree.items()]
            across_held = sum(value_of(row[0]) == sum(map(value_of, row[1:])) for row in laid)
            if sums and sum(sums) >= LEAST_HELD * len(sums) and across_held >= LEAST_HELD * len(rows):
                return [_group(row, held[n]) for n, row in enumerate(rows)]
    return None


def _group(row: _Row, figures: Sequence[Token]) -> Group:
    """A row with its figures; its code is known by its name, and stands where that does."""
    token = row.words[0] if row.words else figures[0]
    codes = [Token(row.code, "code", token.line, token.at)] if row.code else []
    return Group(token.at, codes, row.words, list(figures))


def _chunks(figures: Sequence[Token]) -> list[int]:
    """Where a figure is the sum of those right behind it: the rows of a table that came row by row, names elsewhere."""
    values = [value_of(token) for token in figures]
    starts: list[int] = []
    i = 0
    while i < len(values):
        total, k = values[i], 0
        for count in range(1, MOST_ACROSS + 1):
            if total and i + count < len(values) and sum(values[i + 1 : i + 1 + count]) == total:
                k = count
                break
        if k:
            starts.append(i)
            i += k
            while i + 1 < len(values) and not values[i + 1]:
                i += 1
        i += 1
    return starts


def _printed(rows: Sequence[_Row]) -> list[int]:
    """The rows as their names are printed."""
    return sorted(range(len(rows)), key=lambda n: (rows[n].run, rows[n].place))


def _candidates(
    row: _Row, runs: Sequence[Sequence[Token]], chunked: tuple[int, int, Sequence[int]]
) -> list[tuple[float, int]]:
    """The figures that may be the total of a row, by index, with what speaks against each: the likeliest first."""
    starts = [0]
    for run in runs:
        starts.append(starts[-1] + len(run))
    found: dict[int, float] = {}
    for r in range(max(row.run - RUNS, 0), min(row.run + RUNS, len(runs))):
        away = 1.5 * (r - row.run) if r >= row.run else 1.0 + 1.5 * (row.run - 1 - r)
        for stride in range(1, max(len(runs[r]) // row.of, 1) + 1):
            even = 0.0 if len(runs[r]) == stride * row.of else 0.4
            for off in (0, 1, -1, 2, -2):
                i = (row.place + off) * stride
                if 0 <= i < len(runs[r]):
                    cost = away + even + FURTHER * abs(off)
                    found[starts[r] + i] = min(cost, found.get(starts[r] + i, cost))
    rank, of, chunks = chunked
    if not row.code:
        most = max(value_of(token) for run in runs for token in run)
        of_all = [token for run in runs for token in run]
        found.update({i: 0.5 for i, token in enumerate(of_all) if value_of(token) == most})
    for r in range(max(row.run - RUNS, 0), min(row.run + RUNS, len(runs))):
        own = [i for i in chunks if starts[r] <= i < starts[r + 1]]
        if len(own) == row.of:
            away = float(abs(r - row.run))
            found[own[row.place]] = min(away, found.get(own[row.place], away))
    if len(chunks) > 0.5 * of:
        found = {i: cost + (0.0 if i in chunks else AMONG) for i, cost in found.items()}
        for off in range(-2, 3):
            if 0 <= rank + off < len(chunks):
                cost = FURTHER * (abs(off) + 0.2 * abs(len(chunks) - of))
                i = chunks[rank + off]
                found[i] = min(cost, found.get(i, cost))
    return sorted((cost, i) for i, cost in found.items())[:MOST_CANDIDATES]


def _totals(
    rows: Sequence[_Row],
    tree: Mapping[int, Sequence[int]],
    candidates: Sequence[Sequence[tuple[float, int]]],
    figures: Sequence[Token],
) -> tuple[list[int | None], int, int]:
    """The figure that is the total of each row, how many accounts are the sum of those below them, and how many might be."""
    values = [value_of(token) for token in figures]
    solved: dict[int, _Solved] = {}
    below = {child for family in tree.values() for child in family}

    def solve(n: int) -> None:
        family = tree.get(n, ())
        for child in family:
            solve(child)
        own: list[tuple[float, int | None]] = [*candidates[n], (MISSING, None)]
        if not family:
            solved[n] = _Solved([(cost, i, ()) for cost, i in own])
            return
        sums = _sums([solved[child] for child in family], values)
        cheapest, choice = min(sums.values(), key=lambda item: item[0])
        options: list[tuple[float, int | None, tuple[int, ...]]] = []
        for cost, i in own:
            if i is not None and values[i] in sums:
                least, way = sums[values[i]]
                options.append((cost + least, i, way))
            else:
                options.append((cost + cheapest + (BELIED if i is not None else MISSING), i, choice))
        solved[n] = _Solved(sorted(options, key=lambda option: option[0])[:MOST_CANDIDATES])

    chosen: list[int | None] = [None] * len(rows)
    held = tried = 0

    def take(n: int, option: int) -> None:
        nonlocal held, tried
        _, chosen[n], way = solved[n].options[option]
        family = tree.get(n, ())
        for child, pick in zip(family, way, strict=True):
            take(child, pick)
        if family:
            tried += 1
            total = chosen[n]
            parts = [values[i] for child in family if (i := chosen[child]) is not None]
            held += total is not None and sum(parts) == values[total]

    for n in range(len(rows)):
        if n not in below:
            solve(n)
            take(n, min(range(len(solved[n].options)), key=lambda o: solved[n].options[o][0]))
    return chosen, held, tried


def _sums(family: Sequence[_Solved], values: Sequence[Decimal]) -> dict[Decimal, tuple[float, tuple[int, ...]]]:
    """What the rows below an account may add up to, the cheapest ways to each sum."""
    sums: dict[Decimal, tuple[float, tuple[int, ...]]] = {Decimal(0): (0.0, ())}
    for member in family:
        more: dict[Decimal, tuple[float, tuple[int, ...]]] = {}
        for total, (cost, way) in sums.items():
            for o, (own, i, _) in enumerate(member.options):
                value = total + (values[i] if i is not None else Decimal(0))
                if value not in more or cost + own < more[value][0]:
                    more[value] = (cost + own, (*way, o))
        sums = dict(sorted(more.items(), key=lambda item: item[1][0])[:MOST_SUMS])
    return sums


def _in_one_column(rows: Sequence[_Row], totals: Sequence[int | None], figures: Sequence[Token]) -> list[int | None]:
    """The same totals, each a figure of its own, of figures as large those that stand in one column as the rows do."""
    values = [value_of(token) for token in figures]
    order = _printed(rows)
    wanted = [None if (i := totals[n]) is None else values[i] for n in order]
    starts = range(max(len(values) - len(order), 0) + 1)
    fits = [[k for k, value in enumerate(wanted) if s + k < len(values) and values[s + k] == value] for s in starts]
    best = max(starts, key=lambda s: len(fits[s]))
    moved: list[int | None] = [None] * len(rows)
    if len(fits[best]) >= IN_COLUMN * len(rows):
        for k in fits[best]:
            moved[order[k]] = best + k
    for n, i in enumerate(totals):
        if i is not None and moved[n] is None:
            same = (j for j in (i, *range(len(values))) if values[j] == values[i] and j not in moved)
            moved[n] = next(same, None)
    return moved


def _groups(rows: Sequence[_Row], totals: Sequence[int | None], figures: Sequence[Token]) -> list[Group]:
    """The rows with their totals and, behind them, the figures left over that make them up."""
    left = Counter(range(len(figures)))
    left.subtract(i for i in set(totals) if i is not None)
    free = [i for i in range(len(figures)) if left[i] > 0]
    parts: list[list[int]] = [[] for _ in rows]
    for near in (True, False):
        for n, total in enumerate(totals):
            if total is not None and not parts[n]:
                parts[n] = _parts(total, free, figures, near=near)
                free = [i for i in free if i not in parts[n]]
    return [
        _group(row, [figures[total], *(figures[i] for i in more)])
        for row, total, more in zip(rows, totals, parts, strict=True)
        if total is not None
    ]


def _parts(total: int, free: Sequence[int], figures: Sequence[Token], *, near: bool) -> list[int]:
    """The figures left over, right behind a total or anywhere in order, that add up to it; none where none do."""
    want = value_of(figures[total])
    if near:
        behind = [i for i in free if total < i <= total + MOST_PARTS + 2]
        for count in range(1, MOST_PARTS + 1):
            run = behind[:count]
            whole = run == list(range(total + 1, total + 1 + count))
            if whole and sum(value_of(figures[i]) for i in run) == want:
                return [*run, *_zeros(run[-1], free, figures)]
        return []
    alone = next((i for i in free if value_of(figures[i]) == want), None)
    if alone is not None:
        return [alone]
    pairs = ((a, b) for a, b in _pairs(free) if value_of(figures[a]) + value_of(figures[b]) == want)
    return list(next(pairs, ()))


def _zeros(last: int, free: Sequence[int], figures: Sequence[Token]) -> list[int]:
    """The zeros right behind a figure, cells of the same row."""
    zeros: list[int] = []
    while len(zeros) < MOST_ACROSS - 2 and (i := last + 1 + len(zeros)) in free and not value_of(figures[i]):
        zeros.append(i)
    return zeros


def _pairs(free: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of figures left over, neighbours first."""
    yield from pairwise(free)
    if len(free) <= 60:
        yield from combinations(free, 2)
