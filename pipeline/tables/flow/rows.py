"""Tokens line by line → rows of code, name and figures, wherever a converter left the pieces of a wrapped name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from rapidfuzz import fuzz

from pipeline.tables.body.names import has_ordinal, plain_name
from pipeline.tables.flow.tokens import Token
from pipeline.vocabulary.accounts import Accounts, fold_name

MOST_PIECES = 4  # lines of a wrapped name before, or behind, those with its figures
LIKE = 88  # RapidFuzz ratio (0–100) from which on pieces make an account's name
UNIT = (3, 6, 9)  # digits of the code of a body
TOTALS = ("合计", "总计", "小计")


@dataclass
class Group:
    """What stands together in a line: the code, the words, the figures behind them."""

    at: int
    codes: list[Token] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    figures: list[Token] = field(default_factory=list)
    keys: list[Token] = field(default_factory=list)  # the words with which a further key begins
    torn: bool = False  # whether a column of names lacks its name

    @property
    def code(self) -> str | None:
        """The account's code, or the last digits of one (05 below 208); none where several are part of names."""
        codes = [token for token in self.codes if token.kind in ("code", "part")]
        if self.keys:
            return codes[0].text if codes and not is_part_of_name(codes[0]) else None
        digits = "".join(token.text for token in codes)
        return digits if len(digits) in (2, 3, 4, 5, 7) else None

    @property
    def sure(self) -> bool:
        """Whether the name is whole: a bracket that is open at an end goes on in a line that stayed with another row."""
        name = self.name.replace("(", "（").replace(")", "）")
        return not self.torn and name.count("（") == name.count("）")

    @property
    def unit(self) -> str | None:
        """The code of a body: 125001 某某市…; it says nothing of accounts."""
        numbers = [token.text for token in self.codes if token.kind == "count" and len(token.text) in UNIT]
        return numbers[0] if len(numbers) == len(self.codes) == 1 else None

    @property
    def name(self) -> str:
        """The name; of several keys all, as printed: 行政运行/工资奖金津补贴/基本工资."""
        return "".join(f"/{token.text}" if token in self.keys else token.text for token in self.words)


def groups_of(tokens: Sequence[Token], accounts: Accounts) -> Iterator[Group]:
    """The groups of a line: a word or a code behind figures opens the next one, or an account behind one without figures."""
    tokens = _without_accounts_of_projects(tokens)
    group: Group | None = None
    for n, token in enumerate(tokens):
        if group is None:
            group = Group(token.at)
        if token.kind == "word":
            if group.figures:
                yield group
                group = Group(token.at)
            group.words.append(token)
        elif token.kind in ("figure", "mark"):
            group.figures.append(token)
        elif group.figures and token.kind != "count" and n + 1 < len(tokens) and tokens[n + 1].kind != "count":
            if token.kind == "part" and tokens[n + 1].kind != "word":
                group.figures.append(token)
                continue
            yield group
            group = Group(token.at, codes=[token])
        elif group.codes and group.words and _classifies_anew(group, tokens[n : n + 2]):
            group.codes.append(token)
            group.keys.append(tokens[n + 1])
        elif group.codes and group.words and _opens_account(tokens[n : n + 2], accounts):
            yield group  # 30103 奖金 30203 咨询费: neither has figures
            group = Group(token.at, codes=[token])
        elif group.figures or group.words:
            group.figures.append(token)
        else:
            group.codes.append(token)
    if group is not None:
        yield group


def _without_accounts_of_projects(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a line without the account behind a name that has no code: 3 堤防加固工程 2130305 水利工程建设 25.30."""
    kept: list[Token] = []
    for n, token in enumerate(tokens):
        kinds = [one.kind for one in tokens[: n + 1] if one.kind != "count"]
        words = kinds.index("code") if "code" in kinds else len(kinds)
        if words and set(kinds[:words]) == {"word"} and set(kinds[words:]) <= {"code", "word"} and "code" in kinds:
            continue
        kept.append(token)
    return kept if any(token.kind == "figure" for token in kept) else list(tokens)


def is_part_of_name(code: Token) -> bool:
    """Whether a code is printed in one word with its name: 2010801-行政运行."""
    return f"{code.text}-" in code.line.text


def _classifies_anew(group: Group, tokens: Sequence[Token]) -> bool:
    """Whether a code and a name follow that are of another classification: 2010801-行政运行 50201-办公经费 30201-办公费."""
    kinds = [token.kind for token in tokens]
    return kinds == ["code", "word"] and tokens[0].text[0] != group.codes[-1].text[0]


def _opens_account(tokens: Sequence[Token], accounts: Accounts) -> bool:
    """Whether a code that is one stands before a word."""
    kinds = [token.kind for token in tokens]
    return kinds == ["code", "word"] and bool(accounts.names_of(tokens[0].text))


def assemble(lines: Sequence[Sequence[Token]], accounts: Accounts, keys: int = 1) -> list[Group]:
    """The rows of a body, top to bottom; pieces of names joined to the row whose account they spell.

    keys: how many columns of names there are; of several no line around a row says which it goes on with.
    """
    elements = [group for line in lines for group in groups_of(line, accounts)]
    cores = [i for i, group in enumerate(elements) if group.figures]
    if keys > 1 and not any(elements[i].code for i in cores):
        return [_of_keys(elements[i], keys) for i in cores]
    wrapped = _around_middle(elements, cores, accounts)
    if wrapped is not None:
        for i, pieces in zip(cores, wrapped, strict=True):
            _join(elements, elements[i], i, pieces)
        return [elements[i] for i in cores]
    taken: set[int] = set()
    for i in cores:
        line = elements[i].at
        above = max((k for k in cores if k < i and elements[k].at < line), default=-1)
        below = min((k for k in cores if k > i and elements[k].at > line), default=len(elements))
        around = [
            k
            for k in range(above + 1, below)
            if k not in taken and not elements[k].figures and not (elements[k].codes and elements[k].at == line)
        ]
        before, behind = [k for k in around if k < i], [k for k in around if k > i]
        _complete(elements, i, before, behind, accounts, taken)
    return [elements[i] for i in cores]


def _of_keys(row: Group, keys: int) -> Group:
    """A row with a name in each of its columns of names: 某局 | 某项目."""
    whole = len(row.words) == keys
    row.keys = row.words[1:] if whole else []
    row.torn = not whole and row.name not in TOTALS
    return row


def _around_middle(elements: Sequence[Group], cores: Sequence[int], accounts: Accounts) -> list[list[int]] | None:
    """For each row the pieces of its name, where all names without codes are wrapped around the middle of their rows.

    As many lines of a name stand above the line with its figures as below it, so the first name settles all others: what it
    leaves of the lines before the next row is the beginning of that one's. None where they cannot all stand so.
    """
    pieces = [i for i, group in enumerate(elements) if not group.figures]
    if not pieces or any(elements[i].codes for i in (*cores, *pieces)):
        return None
    if any(has_ordinal(elements[i].name) for i in pieces):
        return None
    gaps = [[k for k in pieces if a < k < b] for a, b in pairwise((-1, *cores, len(elements)))]
    ways = []
    for first in range(min(len(gaps[0]), MOST_PIECES) + 1):
        above = [first]
        for gap in gaps[1:]:
            above.append(len(gap) - above[-1])
        rest = above.pop()
        if min(above) >= 0 and rest >= 0:
            named = sum(bool(elements[i].words) or n > 0 for i, n in zip(cores, above, strict=True))
            ways.append((named, -rest - len(gaps[0]) + first, above))
    if not ways:
        return None
    *_, above = max(ways, key=lambda way: way[:2])
    return [[*gaps[n][len(gaps[n]) - lines :], *gaps[n + 1][:lines]] if lines else [] for n, lines in enumerate(above)]


def _complete(
    elements: Sequence[Group], i: int, before: Sequence[int], behind: Sequence[int], accounts: Accounts, taken: set[int]
) -> None:
    """Give a row the pieces of its code and name that stand around it."""
    row = elements[i]
    if not row.codes and _take_code(elements, i, before, behind, accounts, taken):
        return
    coded = next((k for k in reversed(before) if elements[k].codes), None)
    if not row.codes and not row.words:
        pieces = [k for k in before if coded is None or k >= coded][-MOST_PIECES - 1 :]
        if coded is not None:
            row.codes = elements[coded].codes
    elif (row.codes and not row.words) or row.code:
        pieces = _pieces_of_account(elements, row, before, behind, accounts)
    else:
        pieces = []
    taken.update(pieces)
    _join(elements, row, i, pieces)
    if not row.code and row.words:
        rest = _rest(elements, row, behind, accounts)
        taken.update(rest)
        _join(elements, row, i, rest)


def _take_code(
    elements: Sequence[Group], i: int, before: Sequence[int], behind: Sequence[int], accounts: Accounts, taken: set[int]
) -> bool:
    """Give a row without a code that of the line above or below it, where its name is that account's with the pieces between."""
    row = elements[i]
    coded = [k for k in (*before[-1:], *behind[:MOST_PIECES]) if elements[k].code]
    for k in coded[:2]:
        between = [n for n in range(min(i, k) + 1, max(i, k)) if n in before or n in behind]
        ahead = [n for n in before if n != k and not elements[n].codes and n not in between]
        for count in range(min(len(ahead), 2) + 1):
            pieces = sorted({*ahead[len(ahead) - count :], *between, k})
            if any(n != k and elements[n].codes for n in pieces):
                continue
            name = fold_name("".join(elements[n].name for n in sorted((*pieces, i))))
            if any(fuzz.ratio(name, fold_name(known)) >= LIKE for known in accounts.names_of(elements[k].code or "")):
                row.codes = elements[k].codes
                taken.update(pieces)
                _join(elements, row, i, pieces)
                return True
    return False


def _join(elements: Sequence[Group], row: Group, i: int, pieces: Sequence[int]) -> None:
    ahead = [token for k in pieces if k < i for token in elements[k].words]
    after = [token for k in pieces if k > i for token in elements[k].words]
    row.words = [*ahead, *row.words, *after]


def _pieces_of_account(
    elements: Sequence[Group], row: Group, before: Sequence[int], behind: Sequence[int], accounts: Accounts
) -> list[int]:
    """The pieces before and behind a row with a code that spell its account; the nearest ones for a code nobody knows."""
    names = [fold_name(name) for name in accounts.names_of(row.code or "")]
    ahead = [k for k in before if not elements[k].codes][-MOST_PIECES:]
    after = list(takewhile(lambda k: not elements[k].codes, behind))[:MOST_PIECES]
    own = fold_name(row.name)
    if own in names:
        return []
    ways = []
    for a in range(len(ahead) + 1):
        for b in range(len(after) + 1):
            pieces = [*ahead[len(ahead) - a :], *after[:b]]
            text = fold_name(
                "".join(elements[k].name for k in pieces[:a]) + row.name + "".join(elements[k].name for k in pieces[a:])
            )
            like = max((fuzz.ratio(text, name) for name in names), default=0.0)
            ways.append((like, -abs(a - b), -a - b, pieces))
    like, _, _, pieces = max(ways, key=lambda way: way[:3])
    if like >= LIKE or row.words:
        return pieces if like >= LIKE else []
    return [*ahead[-1:], *after[:1]] if ahead else []


def _rest(elements: Sequence[Group], row: Group, behind: Sequence[int], accounts: Accounts) -> list[int]:
    """The lines behind a row without code that end its name: a bracket stays open, or an account is spelt only with them."""
    name = row.name
    for count in range(1, min(len(behind), MOST_PIECES) + 1):
        pieces = behind[:count]
        if any(elements[k].codes or has_ordinal(elements[k].name) for k in pieces):
            return []
        whole = name + "".join(elements[k].name for k in pieces)
        opened = name.count("（") + name.count("(") > name.count("）") + name.count(")")
        closed = whole.count("（") + whole.count("(") == whole.count("）") + whole.count(")")
        known = not accounts.codes_of(plain_name(name) or "") and accounts.codes_of(plain_name(whole) or "")
        if (opened and closed) or known:
            return list(pieces)
    return []
