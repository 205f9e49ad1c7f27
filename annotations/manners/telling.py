"""Sentences that carry their gold: a template, the figures of a ledger, and the claim they make."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from annotations.bodies.kinds import Kind, load_kinds

Names = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """How a manner prints amounts in its text."""

    unit: str = "万元"  # printed; "元" prints amounts of a ledger in 万元 ten thousand times as large
    ledger: str = "万元"  # the unit of the amounts handed in
    grouped: bool = False
    places: int = 2
    gap: str = ""  # between figure and unit

    def figure(self, amount: Decimal) -> str:
        scaled = amount * self._factor()
        return f"{scaled:,.{self.places}f}" if self.grouped else f"{scaled:.{self.places}f}"

    def text(self, amount: Decimal) -> str:
        return f"{self.figure(amount)}{self.gap}{self.unit}"

    def gold(self, amount: Decimal) -> str:
        """What is printed, in 万元."""
        printed = Decimal(self.figure(amount).replace(",", ""))
        return f"{printed / 10000:f}" if self.unit == "元" else f"{printed:f}"

    def _factor(self) -> Decimal:
        return Decimal(10000) if (self.unit, self.ledger) == ("元", "万元") else Decimal(1)


@dataclass(frozen=True, slots=True)
class Verbs:
    """The words of a manner for more and less: of the amount, then of the rate; and for the noun before 原因."""

    more: str = "增加"
    less: str = "减少"
    grew: str = "增长"
    fell: str = "下降"


@dataclass(frozen=True, slots=True)
class Teller:
    """Writes the comparisons of one body in the words of its manner."""

    kind: Kind
    seed: int
    money: Money = Money()
    verbs: Verbs = Verbs()
    places: int = 2  # of percentages
    flat: str = "与上年持平"

    def m(self, amount: Decimal) -> str:
        return self.money.text(amount)

    def rate(self, part: Decimal, whole: Decimal) -> str:
        """The rate as printed, without %; the places of the manner."""
        return f"{(part * 100 / whole).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)}"

    def pick(self, key: str, *choices: str) -> str:
        """One of the wordings, the same for the same body and key."""
        return random.Random(f"{self.seed} {key}").choice(choices)

    def why(self, key: str, up: bool, of: str = "") -> str:
        """A reason: of the whole (key "all", from the kind), or of staff, office, project, car, guest."""
        moves = load_kinds().moves
        if key == "all":
            return self.pick(f"all {up}", *(self.kind.more if up else (*self.kind.less, *moves["all_less"])))
        return self.pick(f"{key} {up} {of}", *moves[f"{key}_{'more' if up else 'less'}"])

    def share(self, names: Names, part: Decimal, whole: Decimal, words: str) -> str:
        """`words` may have {name} {part} {rate}."""
        rate = self.rate(part, whole)
        text = words.format(name=_first(names), part=self.m(part), rate=rate)
        return mark(text, f"share | {_all(names)} | total | . | {self.money.gold(part)} | {rate} | .")

    def change(
        self,
        names: Names,
        now: Decimal,
        before: Decimal,
        words: str,
        *,
        why: str | None = None,
        flat: str | None = None,
        fresh: str | None = None,
        base: str = "prior",
        twice: Names | None = None,
        maybe: Names | None = None,
        also: Sequence[str] = (),
        elsewhere: str | None = None,
        printed: str | None = None,
    ) -> str:
        """A change. `words` may have {name} {now} {more} {amount} {grew} {rate} {reason}.

        `flat` is used where nothing changed, `fresh` where there was nothing before. `twice`: a second quantity of the
        same quote, `maybe`: one that counts neither way; `also`: further accepted reasons, `elsewhere`: the reason,
        given in another sentence; `printed`: a rate that is printed although it is wrong.
        """
        moved = now - before
        up = moved > 0
        if not moved:
            text = (flat if flat is not None else self.flat).format(name=_first(names), now=self.m(now))
            tail = f"{base} | flat | . | . | ."
            if base != "prior" and "持平" in text:  # as well a completion that is equal: neither counts
                other = f"completion? | {_all(names)} | {base} | equal | {self.money.gold(now)} | . | ."
                return mark(text, f"change? | {_all(names)} | {tail}", other)
            return mark(text, *_both(names, twice, maybe, tail))
        template = fresh if fresh is not None and not before else words
        reason = self.why(why, up, _first(names)) if why and "{reason}" in template else elsewhere
        rate = printed or (self.rate(abs(moved), before) if before and "{rate}" in template else ".")
        verbs = self.verbs
        text = template.format(
            name=_first(names),
            now=self.m(now),
            more=verbs.more if up else verbs.less,
            grew=verbs.grew if up else verbs.fell,
            amount=self.m(abs(moved)),
            rate=rate,
            reason=reason,
        )
        amount = self.money.gold(abs(moved)) if "{amount}" in template else "."
        reasons = "; ".join((reason or ".", *also))
        direction = "up" if up else "down"
        tail = f"{base} | {direction} | {amount} | {rate} | {reasons}"
        return mark(text, *_both(names, twice, maybe, tail))

    def completion(
        self,
        names: Names,
        actual: Decimal,
        planned: Decimal,
        words: str,
        *,
        relations: Mapping[str, str] | None = None,
        nothing: str | None = None,
        base: str = "initial",
        staff: bool = False,
        elsewhere: tuple[str, str] | None = None,
    ) -> str:
        """A completion. `words` may have {name} {planned} {actual} {rate} {relation}; `relations` gives the words for
        above, below, equal ({reason} in them); `nothing`: the words where nothing had been planned; `staff`: the money is
        for people, and so are the reasons."""
        relation = "above" if actual > planned else "below" if actual < planned else "equal"
        template = nothing if nothing is not None and not planned else words
        said = (relations or {}).get(relation, "")
        reason = self._reason(names, relation, staff) if "{reason}" in said and "{relation}" in template else None
        rate = self.rate(actual, planned) if planned and "{rate}" in template else "."
        text = template.format(
            name=_first(names),
            planned=self.m(planned),
            actual=self.m(actual),
            rate=rate,
            relation=said.format(reason=reason),
        )
        stated = relation if said and "{relation}" in template else "."
        stated, reason = elsewhere or (stated, reason)
        amount = self.money.gold(actual)
        return mark(text, f"completion | {_all(names)} | {base} | {stated} | {amount} | {rate} | {reason or '.'}")

    def _reason(self, names: Names, relation: str, staff: bool) -> str:
        """Why the figure is above or below what was planned."""
        return self.pick(f"plan {names}", *load_kinds().moves[f"{'staff' if staff else 'plan'}_{relation}"])


def mark(quote: str, *claims: str) -> str:
    """A quote of the text with its claims, as `read_markup` takes it."""
    return f"<<{quote}{''.join(f'⟦{claim}⟧' for claim in claims)}>>"


def _first(names: Names) -> str:
    return names if isinstance(names, str) else names[0]


def _all(names: Names) -> str:
    return names if isinstance(names, str) else "; ".join(names)


def _both(names: Names, twice: Names | None, maybe: Names | None, tail: str) -> list[str]:
    """The claims of one quote about one quantity, or two, and one that counts neither way."""
    found = [f"change | {_all(one)} | {tail}" for one in (names, twice) if one is not None]
    return found if maybe is None else [*found, f"change? | {_all(maybe)} | {tail}"]
