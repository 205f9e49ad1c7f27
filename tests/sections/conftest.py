"""Reports in miniature, as text files and as pages with boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.document import Line, Page, Section
from pipeline.sections import find_sections
from pipeline.vocabulary.heading_models import load_heading_models
from pipeline.vocabulary.headings import Headings, load_headings

Found = list[tuple[str, str, str]]  # number, title, label
EM = 0.03  # width of an ideograph of a page with boxes, fraction of its width


@pytest.fixture(scope="session")
def headings() -> Headings:
    return load_headings()


@pytest.fixture
def read(headings: Headings) -> Callable[[str], tuple[Section, ...]]:
    """Sections of a text file."""

    def sections_of(text: str) -> tuple[Section, ...]:
        lines = tuple(Line(line, 1, printed=line) for line in text.strip("\n").split("\n"))
        return find_sections([Page(1, lines)], headings, load_heading_models(), "d0c" * 20)

    return sections_of


def outline(sections: Sequence[Section]) -> Found:
    return [(section.number, section.title, section.label) for section in sections]


def page(number: int, rows: Sequence[tuple[float, str]]) -> Page:
    """A page with boxes: rows given by the indentation in ideographs and the text, from a margin of four."""
    lines = tuple(
        Line(text, number, (EM * (4 + indent), 0.1 + 0.03 * at, EM * (4 + indent + len(text)), 0.12 + 0.03 * at))
        for at, (indent, text) in enumerate(rows)
    )
    return Page(number, lines, width=595, height=842, origin="layer")
