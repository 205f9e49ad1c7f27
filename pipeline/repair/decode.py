"""The cheapest set of changes after which the parities hold, if it is the only cheap one.

The search peels: each change closes at least one open parity exactly, whatever it opens elsewhere is closed by the
next, or is left open at its cost. Two changes that close nothing but one and the same parity together are never told
apart by it, and so never looked for. A first search finds the cheapest set; the same search, which keeps everything
within `MARGIN` of it, is the second solve: a cell is changed only where all of these change it alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.repair.parities import STRONG, Parity

MARGIN = 1.0  # by which every other explanation must be dearer: ten times less likely
MOST_RIVALS = 0.25  # how likely all other single changes together may be, against the one that is made
MOST_STEPS = 4000  # of one search; what is not decided by then is left as it was read
_LEAST_CHANGE = 0.9  # no change is cheaper: the least doubt and the commonest slip


@dataclass(frozen=True, slots=True)
class Option:
    """A cell read otherwise: by how much (分), at what cost."""

    cell: str
    shift: int
    cost: float


Changes = frozenset[Option]


class Code:
    """Parities and the options of their cells, indexed."""

    def __init__(self, parities: Sequence[Parity], options: Callable[[str], Iterable[Option]]) -> None:
        self.parities = parities
        self.gaps = [parity.gap for parity in parities]
        self.of_cell: dict[str, list[int]] = defaultdict(list)
        for at, parity in enumerate(parities):
            for cell in parity.signs:
                self.of_cell[cell].append(at)
        self._options = options
        self._by_shift: dict[str, dict[int, Option]] = {}

    def open(self) -> list[int]:
        return [at for at, gap in enumerate(self.gaps) if self.parities[at].cost(gap)]

    def closing(self, at: int) -> Iterator[Option]:
        """The options that make one parity hold exactly."""
        gap = self.gaps[at]
        for cell, sign in self.parities[at].signs.items():
            shift, rest = divmod(-gap, sign)
            option = None if rest else self._options_of(cell).get(shift)
            if option:
                yield option

    def _options_of(self, cell: str) -> Mapping[int, Option]:
        """The options of a cell by their shift, made when they are first asked for: most cells never are."""
        if cell not in self._by_shift:
            by_shift: dict[int, Option] = {}
            for option in self._options(cell):
                if option.shift not in by_shift or option.cost < by_shift[option.shift].cost:
                    by_shift[option.shift] = option
            self._by_shift[cell] = by_shift
        return self._by_shift[cell]

    def gain(self, option: Option) -> float:
        """What a change saves in open parities, less its own cost."""
        saved = 0.0
        for at in self.of_cell[option.cell]:
            parity, gap = self.parities[at], self.gaps[at]
            saved += parity.cost(gap) - parity.cost(gap + parity.signs[option.cell] * option.shift)
        return saved - option.cost

    def shift(self, option: Option, times: int = 1) -> None:
        for at in self.of_cell[option.cell]:
            self.gaps[at] += times * self.parities[at].signs[option.cell] * option.shift

    def proves(self, option: Option) -> bool:
        """Whether what holds exactly now is worth a strong parity, and no strong one that the cell is in is open."""
        bound = [(self.parities[at], self.gaps[at]) for at in self.of_cell[option.cell]]
        held = sum(parity.broken for parity, gap in bound if gap == 0)
        return held >= STRONG and not any(gap and parity.strong for parity, gap in bound)

    def outweighs(self, option: Option) -> bool:
        """Whether a change already made is likelier than all other single changes that do what it does, together.

        A long sum with nothing else to go by has a dozen operands whose unlikely misreadings explain its gap as well.
        """
        self.shift(option, -1)
        own = self.gain(option)
        closes = [at for at in self.of_cell[option.cell] if self._would_close(at, option)]
        rivals = {rival for at in closes for rival in self.closing(at)} - {option}
        together = sum(10 ** (self.gain(rival) - own) for rival in rivals)
        self.shift(option)
        return together <= MOST_RIVALS

    def _would_close(self, at: int, option: Option) -> bool:
        return bool(self.gaps[at]) and self.gaps[at] + self.parities[at].signs[option.cell] * option.shift == 0


@dataclass
class Search:
    """All sets of changes within `MARGIN` of the cheapest, for the open parities that one another's cells join."""

    code: Code
    parts: frozenset[int]  # the open parities of this component, as found
    steps: int = 0
    best: float = float("inf")
    found: dict[Changes, float] = field(default_factory=dict)
    _seen: set[tuple[Changes, frozenset[int]]] = field(default_factory=set)

    def run(self) -> Changes | None:
        """The changes that all cheap explanations share, or None where the search was cut short."""
        self._step({}, frozenset(), 0.0, set(self.parts))
        if self.steps > MOST_STEPS:
            return None
        near = [changes for changes, cost in self.found.items() if cost < self.best + MARGIN]
        return frozenset.intersection(*near) if near else frozenset()

    def _step(self, made: dict[str, Option], left: frozenset[int], spent: float, touched: set[int]) -> None:
        self.steps += 1
        changes = frozenset(made.values())
        if self.steps > MOST_STEPS or (changes, left) in self._seen:
            return
        self._seen.add((changes, left))
        still = [at for at in touched if at not in left and self._cost(at)]
        kept = spent + sum(map(self._cost, left))
        total = kept + sum(map(self._cost, still))
        if total < self.best + MARGIN:
            self.found[changes] = min(total, self.found.get(changes, total))
            self.best = min(self.best, total)
        if not still or kept + self._least(still) >= self.best + MARGIN:
            return
        at = max(still, key=lambda each: (self._cost(each), -len(self.code.parities[each].signs)))
        options = [option for option in self.code.closing(at) if option.cell not in made]
        for option in sorted(options, key=self.code.gain, reverse=True):
            if kept + option.cost >= self.best + MARGIN:
                continue
            self.code.shift(option)
            reached = touched | set(self.code.of_cell[option.cell])
            self._step({**made, option.cell: option}, left, spent + option.cost, reached)
            self.code.shift(option, -1)
        self._step(made, left | {at}, spent, touched)

    def _cost(self, at: int) -> float:
        return self.code.parities[at].cost(self.code.gaps[at])

    def _least(self, still: Sequence[int]) -> float:
        """A lower bound of what the open parities will cost: those that share no cell need a change each."""
        least, used = 0.0, set[str]()
        for at in still:
            signs = self.code.parities[at].signs
            if used.isdisjoint(signs):
                used.update(signs)
                least += min(_LEAST_CHANGE, self._cost(at))
        return least


def decode(code: Code) -> list[Option]:
    """The changes that the parities prove, component by component; the code's gaps are left as after them."""
    made: list[Option] = []
    for part in components(code):
        changes = Search(code, part).run()
        if changes is None:
            changes = _plain(code, part)
        for option in changes:
            code.shift(option)
        made += changes
    proven = [option for option in made if code.proves(option) and code.outweighs(option)]
    for option in made:
        if option not in proven:
            code.shift(option, -1)
    return proven


def components(code: Code) -> list[frozenset[int]]:
    """The open parities in groups that share cells."""
    groups: list[tuple[set[int], set[str]]] = []
    for at in code.open():
        members, cells = {at}, set(code.parities[at].signs)
        apart = []
        for group in groups:
            if cells.isdisjoint(group[1]):
                apart.append(group)
            else:
                members |= group[0]
                cells |= group[1]
        groups = [*apart, (members, cells)]
    return [frozenset(members) for members, _ in groups]


def _plain(code: Code, part: frozenset[int]) -> Changes:
    """The changes of a component too large to search: those that close two parities, open none and have no rival."""
    chosen: list[Option] = []
    while True:
        rivals: dict[int, list[tuple[float, Option]]] = {
            at: sorted(((code.gain(o), o) for o in code.closing(at)), key=lambda pair: -pair[0])
            for at in part
            if code.parities[at].cost(code.gaps[at])
        }
        best = max((pairs[0] for pairs in rivals.values() if pairs), key=lambda pair: pair[0], default=None)
        if best is None or best[0] < 2 * MARGIN or best[1].cell in {option.cell for option in chosen}:
            break
        gain, option = best
        contested = any(
            other_gain > gain - 2 * MARGIN and other != option
            for at in code.of_cell[option.cell]
            for other_gain, other in rivals.get(at, ())
        )
        if contested:
            break
        code.shift(option)
        chosen.append(option)
    for option in chosen:
        code.shift(option, -1)
    return frozenset(chosen)
