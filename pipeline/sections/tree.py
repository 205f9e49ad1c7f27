"""A list of headings → who stands under whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sections.headings import Heading
from pipeline.sections.labels import CERTAIN, INHERITED, SUBJECTS, UNKNOWN, Place, label_heading, spelled_out
from pipeline.vocabulary.headings import Headings

OF_THE_BODY = ("overview", "duties", "organisation", "narrative", "overall", "income", "expenditure")


_WHOLE = re.compile(  # 部门预算及三公经费公开; not 部门决算中三公经费说明
    r"(?:部门|单位)(?:预决算|预算|决算)(?:及|和|与|公开|说明|编制|信息|报告|草案|情况|$)"
)


@dataclass(frozen=True)
class Node:
    """Place and label of one heading."""

    parent: int | None  # index of the heading it stands under
    level: int
    label: str  # what the vocabulary says
    score: float
    given: bool = False  # whether the label is no question: by place, or because the vocabulary has the whole wording


@dataclass
class _Step:
    """An open heading on the way down."""

    index: int
    rank: float
    heading: Heading
    label: str


def hang(found: Sequence[Heading], headings: Headings, bodies: tuple[str, ...]) -> list[Node]:
    """Parent, level and label of every heading, in order.

    A skipped level hangs under the next higher open one. 第一部分 that starts anew below 五、 is nested there: the
    next 六、 shows that 五、 was not closed.
    """
    ranks = _ranks(found)
    topic = topic_of(found, headings, bodies)
    nodes: list[Node] = []
    path: list[_Step] = []
    for index, heading in enumerate(found):
        rank = ranks[index]
        while path and path[-1].rank >= rank:
            path.pop()
        above = (*(step.label for step in reversed(path)), *topic)
        place = Place(rank == 0 or (rank == 1 and not above), above, bool(path) and heading.level <= 2, bodies)
        label, score, given = _label(heading, place, topic, headings)
        if label in OF_THE_BODY and any(step.label in ("attachment", "performance") for step in path):
            label, score, given = (
                "other",
                UNKNOWN,
                False,
            )  # 项目概况 in an evaluation report is not the body's own overview
        nodes.append(Node(path[-1].index if path else None, int(rank + 0.5), label, score, given))
        if heading.known not in ("cover", "contents"):
            path.append(_Step(index, rank, heading, label))
    return nodes


def _label(heading: Heading, place: Place, topic: tuple[str, ...], headings: Headings) -> tuple[str, float, bool]:
    """Label and score by the vocabulary, and whether they stand."""
    if heading.known in ("cover", "contents"):
        return heading.known, CERTAIN, True
    if not heading.title:
        return (topic[0], INHERITED, True) if topic else ("other", UNKNOWN, True)
    if heading.known == "attachment":
        return "attachment", CERTAIN, True
    named = spelled_out(heading.title, place.bodies, headings)
    if named:
        return named, CERTAIN, True
    return *label_heading(heading.title, place, headings), False


def topic_of(found: Sequence[Heading], headings: Headings, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """The subject of a report on one subject only, by its title page: 某县2023年“三公”经费决算情况说明.

    部门预算及“三公”经费预算公开 is a report on everything.
    """
    if not found or found[0].known != "cover" or _WHOLE.search(headings.fold(found[0].title)):
        return ()
    label, _ = label_heading(found[0].title, Place(False, bodies=bodies), headings)
    return (label,) if label in SUBJECTS else ()


def _ranks(found: Sequence[Heading]) -> list[float]:
    """How deep each heading stands: the level of its number, but for a 第一部分 inside an open 五、."""
    ranks = [float(heading.level) for heading in found]
    outer: int | None = None  # the last 五、 that no 第一部分 has closed yet
    for index, heading in enumerate(found):
        if heading.level == 1 and heading.number:
            outer = index if ranks[index] == 1 else outer
        elif heading.level == 0 and heading.number and heading.value == 1 and outer is not None:
            end = _resumes(found, index, found[outer])
            if end is not None and ranks[index] == 0:
                for inside in range(index, end):
                    ranks[inside] = {0: 1.5, 1: 2.5}.get(found[inside].level, ranks[inside])
        if heading.level == 0 and ranks[index] == 0:
            outer = None
    return ranks


def _resumes(found: Sequence[Heading], start: int, outer: Heading) -> int | None:
    """Where the count goes on with 六、 after a 第一部分 inside 五、; None where it never does."""
    for index in range(start + 1, len(found)):
        heading = found[index]
        if heading.level == 1 and heading.value == outer.value + 1 and heading.known != "other":
            return index
        if heading.level == 0 and heading.known not in (outer.known, "other"):
            return None
    return None
