"""Parts of texts that many manners share in substance, never in form: names of accounts, explanations of terms."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from annotations.manners.telling import Teller
from annotations.render.accounts import FUNCTIONAL, ordinal
from annotations.render.ledger import Item, Ledger, total

HERE = Path(__file__).resolve().parent


@cache
def terms() -> dict[str, list[str]]:
    """Explanations by term (glossary.toml)."""
    with (HERE / "glossary.toml").open("rb") as source:
        found: dict[str, list[str]] = tomllib.load(source)["terms"]
    return found


def glossary(teller: Teller, names: Sequence[str], number: str = "{cn}、", colon: str = "：") -> str:
    """A paragraph a term; `number` may have {cn} and {n}."""
    return "\n".join(
        f"{number.format(cn=ordinal(place), n=place)}{name}{colon}{teller.pick(f'term {name}', *terms()[name])}"
        for place, name in enumerate(names, 1)
    )


def item_names(code: str) -> tuple[str, str, str]:
    """How a 项 may be called: with 类 and 款, with its level, bare.

    >>> item_names("2210201")
    ('住房保障支出（类）住房改革支出（款）住房公积金（项）', '住房公积金（项）', '住房公积金')
    """
    lei, kuan, xiang = FUNCTIONAL[code[:3]], FUNCTIONAL[code[:5]], FUNCTIONAL[code]
    return f"{lei}（类）{kuan}（款）{xiang}（项）", f"{xiang}（项）", xiang


def class_names(lei: str) -> tuple[str, str]:
    """A 类 as it stands in the text: bare, with its level."""
    return FUNCTIONAL[lei], f"{FUNCTIONAL[lei]}（类）"


def granted(one: Item) -> Decimal:
    """What an item spent of 财政拨款."""
    return one.total - one.own


def classes(items: Sequence[Item]) -> list[tuple[str, Decimal]]:
    """Codes of the 类 and what they spent of 财政拨款."""
    codes = dict.fromkeys(one.code[:3] for one in items)
    return [(lei, total(granted(one) for one in items if one.code.startswith(lei))) for lei in codes]


def initial(ledger: Ledger) -> Decimal:
    """年初预算 of 财政拨款."""
    return total(one.initial or Decimal(0) for one in ledger.general)


def counted(lines: Sequence[str], number: str = "（{cn}）") -> str:
    """Paragraphs with an ordinal each; `number` may have {cn} and {n}."""
    return "\n".join(f"{number.format(cn=ordinal(place), n=place)}{line}" for place, line in enumerate(lines, 1))
