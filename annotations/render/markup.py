"""The text of a report, with its gold between the lines.

    # 第一部分 概况 {overview}     heading; as many # as its level and one more; {label}, {label|other} accepts two,
                                   {label?} counts neither way
    ## （一）收入。 {income} 收入…      a heading that runs into its paragraph
    ## 一、主要职责 {duties}
    收入总计12.00万元，<<比上年增加2.00万元，增长20.00%，主要是人员增加>>。
    @ change | 收入总计; 收入 | prior | up | 2.00 | 20.00 | 人员增加
    @=share | …                    the same quote as the line before
    <<占10.00%⟦share | …⟧>>         the same within the text, for texts that are put together (several: ⟦…⟧⟦…⟧)
    %% income                      the form of this name
    %page                          a new page
    %contents 目 录                 the list of headings and forms

A claim's fields are kind, accepted indicators, base, direction, amount in 万元, percent, accepted reasons
(`.` is null, `;` parts what is accepted); a trailing `?` after the kind makes it debatable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from annotations.render.model import Block, Break, Claim, Contents, Form, Heading, Paragraph

BASES = {"prior": "prior_year", "initial": "initial_budget", "annual": "annual_budget", "total": "total", ".": None}
DIRECTIONS = {
    "up": "increase",
    "down": "decrease",
    "flat": "flat",
    "above": "above",
    "below": "below",
    "equal": "equal",
    ".": None,
}
HEADING = re.compile(r"(#{1,4}) (.+?) \{([\w|]+)(\?)?\}( .+)?")  # ## 一、主要职责 {duties}; not a line without a label
QUOTE = re.compile(r"<<(.+?)>>")
INLINE = re.compile(r"⟦(.+?)⟧")


class BadMarkup(ValueError):
    """A line of a report's source cannot be understood; the message quotes it."""


def read_markup(text: str, forms: Mapping[str, Form]) -> tuple[tuple[Block, ...], tuple[Claim, ...]]:
    """Blocks and claims in order of the text; raises BadMarkup."""
    blocks: list[Block] = []
    claims: list[Claim] = []
    quotes: list[str] = []
    label = ""
    lines = [raw.strip() for raw in text.strip().splitlines()]
    for line in (part for one in lines for part in _parted(one)):
        if line.startswith("@"):
            same = line.startswith("@=")
            if not same and not quotes:
                raise BadMarkup(f"no << >> left for this claim: {line}")
            quote = claims[-1].quote if same else quotes.pop(0)
            claims.append(_claim(line[2:], quote, label))
            continue
        if quotes:
            raise BadMarkup(f"no claim for << >>: {quotes[0]}")
        block = _block(line, forms)
        if isinstance(block, Paragraph):
            quotes = [quote for quote in QUOTE.findall(block.text) if not INLINE.search(quote)]
            claims += _inline(block.text, label)
            block = Paragraph(QUOTE.sub(r"\1", INLINE.sub("", block.text)))
        if isinstance(block, Heading) and block.label and not block.optional:
            label = block.label
        if block:
            blocks.append(block)
    return tuple(blocks), tuple(claims)


def _inline(text: str, label: str) -> list[Claim]:
    """The claims that stand within their quotes; raises BadMarkup for one outside of them."""
    found = [
        _claim(claim, INLINE.sub("", quote), label) for quote in QUOTE.findall(text) for claim in INLINE.findall(quote)
    ]
    if len(found) != len(INLINE.findall(text)):
        raise BadMarkup(f"a claim outside << >>: {text}")
    return found


def _parted(line: str) -> list[str]:
    """A heading that runs into a paragraph as two lines; the heading keeps a mark of it."""
    match = HEADING.fullmatch(line)
    return [line] if match is None or not match[5] else [line, match[5].strip()]


def _block(line: str, forms: Mapping[str, Form]) -> Block | None:
    if not line:
        return None
    if line == "%page":
        return Break()
    if line.startswith("%contents "):
        return Contents(line.removeprefix("%contents "))
    if line.startswith("%% "):
        return forms[line.removeprefix("%% ")]
    if line.startswith("#"):
        match = HEADING.fullmatch(line)
        if not match:
            raise BadMarkup(f"heading without a label: {line}")
        label, *also = match[3].split("|")
        return Heading(match[2], len(match[1]) - 1, label, bool(match[4]), tuple(also), bool(match[5]))
    return Paragraph(line)


def _claim(line: str, quote: str, label: str) -> Claim:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 7:
        raise BadMarkup(f"a claim has 7 fields, this has {len(fields)}: {line}")
    kind, indicator, base, direction, amount, percent, reason = fields
    try:
        return Claim(
            quote=quote,
            kind=kind.rstrip("?"),
            indicator=_several(indicator),
            base=tuple(BASES[one] for one in _several(base)),
            direction=tuple(DIRECTIONS[one] for one in _several(direction)),
            amount=None if amount == "." else amount,
            percent=None if percent == "." else percent,
            reason=tuple(None if one == "." else one for one in _several(reason)),
            section_label=label,
            debatable=kind.endswith("?"),
        )
    except KeyError as error:
        raise BadMarkup(f"unknown base or direction {error} in: {line}") from error


def _several(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(";"))
