"""What a comparison is with: the year before, or one of this year's budgets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.statements.cursor import next_start
from pipeline.statements.drafts import Reading
from pipeline.statements.figures import chinese_number
from pipeline.statements.tokens import YEAR, Base, Found, Kind
from pipeline.vocabulary.cues import Cues

_JOINT = re.compile("以及|[和及、与同]")
_FUND = re.compile(r"(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算(?!数)")  # a fund's name, not a budget
_YEAR = re.compile(YEAR)
_COMPARED_WITH = tuple("与同和较比跟及")
_REACH = 8  # characters of 较2024年度
_COMPARED = re.compile("[^，。；：]{0,12}相比")


def year_of(text: str) -> int | None:
    """The last year that a text names: 2023年, 二〇二三年, 2O23年.

    >>> year_of("与2023年度相比"), year_of("二〇二二年预算"), year_of("与上年相比")
    (2023, 2022, None)
    """
    found = None
    for match in _YEAR.finditer(text):
        digits = re.sub(r"[年度]", "", match[0]).translate(str.maketrans("OoΟ〇○零", "000000"))
        number = int(digits) if digits.isdecimal() else chinese_number(digits.replace("0", "〇"))
        found = int(number) if number is not None else found
    return found


def own_year(texts: Iterable[str]) -> int | None:
    """The year that folded texts are about: the one named most often outside comparisons."""
    years = Counter(year_of(match[0]) for text in texts for match in _uncompared(text))
    years.pop(None, None)
    return max(years, key=lambda year: (years[year], year or 0)) if years else None


def _uncompared(text: str) -> Iterator[re.Match[str]]:
    """2023年度收入, not 较2022年, 与2022年相比."""
    for match in _YEAR.finditer(text):
        if not text.endswith(_COMPARED_WITH, 0, match.start()) and not _COMPARED.match(text, match.end()):
            yield match


def _own_years(text: str, explained: Sequence[tuple[int, int]]) -> list[tuple[int, int | None]]:
    """(place, year) of each year that is not one compared with and stands in no reason."""
    return [
        (match.start(), year_of(match[0]))
        for match in _uncompared(text)
        if not any(start <= match.start() < end for start, end in explained)
    ]


def find_bases(reading: Reading) -> None:
    """Gives each base, budget and completion its meaning."""
    for number, (passage, tokens) in enumerate(zip(reading.passages, reading.tokens, strict=True)):
        explained = [token.reason for token in tokens if token.kind is Kind.CAUSE and token.reason]
        years = reading.years[number] = _own_years(passage.text, explained)
        for at, token in enumerate(tokens):
            if token.kind is Kind.BASE:
                year = _spoken_of(passage.text, years, token.start, reading.year)
                token.base, token.also = _read_bases(
                    passage.text[token.start : next_start(tokens, at)], year, reading.cues
                )
            elif token.kind in (Kind.COMPLETION, Kind.RATE, Kind.RELATION):
                token.base = read_base(token.text, None, reading.cues)


def _spoken_of(text: str, years: Sequence[tuple[int, int | None]], start: int, default: int | None) -> int | None:
    """The year that is compared: the last one named; of 2025年预算4.20万元，2024年预算3.70万元，较2024年 the later."""
    before = [(place, year) for place, year in years if place < start]
    if not before:
        return default
    last = before[-1][1]
    sentence = text.rfind("。", 0, start) + 1
    here = {year for place, year in before if place >= sentence}
    named = year_of(text[start : start + _REACH])
    return last + 1 if last is not None and named == last and last + 1 in here else last


def _read_bases(text: str, year: int | None, cues: Cues) -> tuple[Found, Base | None]:
    """The base that words name, and the other one where they name two: 与上年决算数及年初预算数相比."""
    for joint in _JOINT.finditer(text, 2):
        first, second = (read_base(part, year, cues) for part in (text[: joint.start()], text[joint.end() :]))
        if (
            second != first
            and second != "itself"
            and (_YEAR.match(text, joint.end()) or _names_base(text, joint.end(), cues))
        ):
            return first, second
    return read_base(text, year, cues), None


def _names_base(text: str, start: int, cues: Cues) -> bool:
    return any(text.startswith(words, start) for words in cues.base.values())


def read_base(text: str, year: int | None, cues: Cues) -> Found:
    """The base that words such as `与2023年预算相比` name, in a text about `year`."""
    text = _FUND.sub("", text)
    if any(word in text for word in cues.base["prior_year"]) or text in cues.comparison["alone"]:
        return "prior_year"
    named = year_of(text)
    if named is not None and named != year:
        return "prior_year"
    if named is not None and "预算" not in text:
        return "itself" if year is not None else "prior_year"
    if any(word in text for word in cues.base["initial_budget"]):
        return "initial_budget"
    return "annual_budget" if any(word in text for word in cues.base["annual_budget"]) else "prior_year"
