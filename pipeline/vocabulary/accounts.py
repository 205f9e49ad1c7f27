"""The classification of government expenditure (政府收支分类科目): codes, names, years.

Two classifications, and a code shows which it is of: the functional one (支出功能分类, 201…234) says what the money is
for, in 类 (3 digits), 款 (5) and 项 (7); the economic one says what was bought with it, in 类 (3) and 款 (5), once for
departments (301…399) and once for governments (501…599). The ministry renames, adds and drops accounts almost every
year, so a name belongs to a code in a span of years.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final, Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from pipeline.vocabulary.account_lines import Account, read_accounts

Level = Literal["lei", "kuan", "xiang"]

FILES: Final = ("functional/expenditure.csv", "economic/department.csv", "economic/government.csv")
_LEVELS: Final[Mapping[int, Level]] = {3: "lei", 5: "kuan", 7: "xiang"}
_QUOTES = str.maketrans("", "", "\"'“”‘’「」『』《》")
_SHORTEST_CUT = 4  # characters: 行政运行 may be all that is left of a name, 其他 says nothing
_DISTINCT = 6  # characters of a name that one misread character does not make another's
_LONG = 8  # characters of a name of which two may be misread
_CUT_IS_WORTH = 0.95  # of a whole name: so that a whole name always beats the beginning of a longer one
_SURE = 0.9  # what it takes to say of a whole code that it was cut: one character misread in ten
_TOO_FAR = 0.6  # below this, two names have nothing to do with each other


def fold_name(name: str) -> str:
    """A name without what printers vary: spaces, line breaks, width of brackets, quotation marks.

    >>> fold_name("维修（护） 费"), fold_name("“两房”建设")
    ('维修(护)费', '两房建设')
    """
    return "".join(unicodedata.normalize("NFKC", name).translate(_QUOTES).split())


@dataclass(frozen=True)
class Accounts:
    """Every account of every year, and the ways to look one up. `year` None stands for the newest."""

    editions: Mapping[str, tuple[Account, ...]]  # code → what it was called, oldest first
    _codes: Mapping[str, tuple[str, ...]] = field(repr=False)  # folded name → codes, ascending
    _children: Mapping[str, tuple[str, ...]] = field(repr=False)  # code → codes one level below, ascending
    _names: Sequence[tuple[str, str]] = field(repr=False)  # (code, folded name), ascending: what `nearest` walks

    def __contains__(self, code: object) -> bool:
        return code in self.editions

    def __iter__(self) -> Iterator[str]:
        return iter(self.editions)

    def name_of(self, code: str, year: int | None = None) -> str | None:
        """What a code is called in a year; None where the code is unknown or did not exist then."""
        account = self._account(code, year)
        return account.name if account else None

    def names_of(self, code: str) -> tuple[str, ...]:
        """All a code was ever called, newest first, its other printed names included; empty where unknown."""
        accounts = reversed(self.editions.get(code, ()))
        return tuple(dict.fromkeys(name for account in accounts for name in (account.name, *account.also)))

    def codes_of(self, name: str, within: str = "", year: int | None = None) -> tuple[str, ...]:
        """All codes under `within` that bear this name, ascending: 行政运行 has dozens. Without a year: in any year."""
        codes = (code for code in self._codes.get(fold_name(name), ()) if code.startswith(within))
        return tuple(code for code in codes if year is None or self._account(code, year))

    def parent(self, code: str) -> str | None:
        """The code one level up, known or not; None for a 类."""
        return code[:-2] if len(code) > 3 else None

    def children(self, code: str, year: int | None = None) -> tuple[str, ...]:
        """The codes one level below, ascending. Without a year: of all years. `""` has the 类 for children."""
        codes = self._children.get(code, ())
        return codes if year is None else tuple(child for child in codes if self._account(child, year))

    def is_functional(self, code: str) -> bool:
        """Whether a code is one of the 支出功能分类. A 款 or 项 that nobody listed counts if its 类 is known."""
        return code[:1] == "2" and self.level(code) is not None and code[:3] in self.editions

    def is_economic(self, code: str) -> bool:
        """Whether a code is one of the 支出经济分类, a department's (3…) or a government's (5…).

        The classification ends with the 款; some regions divide one of its 款 further, into 项 of their own.
        """
        listed = code[:5] if self.level(code) == "xiang" else code[:3]
        return code[:1] in {"3", "5"} and self.level(code) is not None and listed in self.editions

    def level(self, code: str) -> Level | None:
        """类, 款 or 项 by the number of digits; None for what is no whole code, such as `3010`."""
        return _LEVELS.get(len(code)) if code.isascii() and code.isdigit() else None

    def nearest(self, name: str, within: str = "") -> tuple[str, float] | None:
        """The account under `within` whose name is most like this one, misread, wrapped or cut, and how like (0–1).

        Names that are equally like go to the lowest code, so a name that many accounts bear (行政运行) needs `within`.
        None where no name comes near.
        """
        wanted = fold_name(name)
        near = [(code, known) for code, known in self._names if code.startswith(within)]
        whole = _most_like(wanted, [known for _, known in near])
        cut = _most_like(wanted, [known[: len(wanted)] for _, known in near]) if len(wanted) >= _SHORTEST_CUT else None
        likenesses = [(score, -at) for score, at in (whole, _worth_less(cut)) if at >= 0]
        score, at = max(likenesses, default=(0.0, 0))
        return (near[-at][0], score) if score >= _TOO_FAR else None

    def misread(self, name: str, code: str | None = None) -> str | None:
        """The name that OCR misread by a character, or two of a long one: 般公共服务支出, 对个人和家庭的补; None for any other.

        With its `code` the account's names are compared alone. Without, one character of at least six, and one name alone,
        none that is shorter: recognisers lose characters at the edges of a cell and seldom add one, so 公务用车购置费 is an
        item's own name and not 公务用车购置 with a slip.
        """
        wanted = fold_name(name)
        if len(wanted) < _SHORTEST_CUT or wanted in self._codes:
            return None
        if code is not None and code in self:
            known = self.names_of(code)
            near = [other for other in known if _edits(wanted, fold_name(other)) <= (2 if len(wanted) >= _LONG else 1)]
            return near[0] if near else None
        if len(wanted) < _DISTINCT:
            return None
        found = process.extract(wanted, self._codes.keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=2)
        return self._printed(found[0][0]) if len(found) == 1 and len(found[0][0]) >= len(wanted) else None

    def _printed(self, folded: str) -> str:
        """A folded name as it is printed."""
        names = self.names_of(self._codes[folded][-1])
        return next((name for name in names if fold_name(name) == folded), folded)

    def complete(self, code: str, name: str) -> str | None:
        """The whole code behind one that was cut: `3010` and 基本工资 give 30101. A whole code that fits stays.

        None where no account under the digits bears a name like this, or where several bear exactly this one. A 款
        and its only 项 may share a name: of these, a code with one digit lost is completed to the 款. A whole code
        counts as cut only where the name is almost exactly that of an account below it.
        """
        if self._fits(code, name):
            return code
        exact = self.codes_of(name, within=code)
        if exact:
            by_one_digit = [known for known in exact if len(known) == len(code) + 1]
            return exact[0] if len(exact) == 1 else by_one_digit[0] if len(by_one_digit) == 1 else None
        found = self.nearest(name, within=code)
        if found and code in self and found[0] != code and found[1] < _SURE:
            return None
        return found[0] if found else None

    def _fits(self, code: str, name: str) -> bool:
        """Whether a whole code bears this name, one that begins with it, or one with its 款 in brackets behind it."""
        wanted = fold_name(name)
        known = [fold_name(other) for other in self.names_of(code)]
        return (
            wanted in known
            or any(wanted.startswith(f"{other}(") for other in known)
            or (len(wanted) >= _SHORTEST_CUT and any(other.startswith(wanted) for other in known))
        )

    def _account(self, code: str, year: int | None) -> Account | None:
        accounts = self.editions.get(code, ())
        if year is None:
            return accounts[-1] if accounts else None
        return next((account for account in accounts if account.valid_in(year)), None)


def _edits(name: str, other: str) -> int:
    return Levenshtein.distance(name, other, score_cutoff=3)


def _most_like(wanted: str, names: Sequence[str]) -> tuple[float, int]:
    """(likeness 0–1, index) of the first of the names that are most like; index -1 where there is none."""
    found = process.extractOne(wanted, names, scorer=fuzz.ratio)
    return (found[1] / 100, found[2]) if found else (0.0, -1)


def _worth_less(found: tuple[float, int] | None) -> tuple[float, int]:
    return (found[0] * _CUT_IS_WORTH, found[1]) if found else (0.0, -1)


def gather(accounts: Iterable[Account]) -> Accounts:
    """The look-ups over these accounts."""
    editions: defaultdict[str, list[Account]] = defaultdict(list)
    codes: defaultdict[str, set[str]] = defaultdict(set)
    children: defaultdict[str, set[str]] = defaultdict(set)
    for account in accounts:
        editions[account.code].append(account)
        children[account.code[:-2] if len(account.code) > 3 else ""].add(account.code)
        for name in (account.name, *account.also):
            codes[fold_name(name)].add(account.code)
    return Accounts(
        editions={code: tuple(editions[code]) for code in sorted(editions)},
        _codes={name: tuple(sorted(found)) for name, found in codes.items()},
        _children={code: tuple(sorted(found)) for code, found in children.items()},
        _names=sorted((code, name) for name, found in codes.items() for code in found),
    )


def load_accounts() -> Accounts:
    """The accounts of all `FILES`. Raises BadVocabulary, naming the file and the line, where one is wrong."""
    folder = files("pipeline.vocabulary")
    texts = ((path, folder.joinpath(path).read_text("utf-8")) for path in FILES)
    return gather(account for path, text in texts for account in read_accounts(text, path))
