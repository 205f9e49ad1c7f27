"""Pages of prose → sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Page, Section
from pipeline.sections.contents import Contents, find_contents
from pipeline.sections.headings import Heading, Surroundings, read_heading
from pipeline.sections.judge import label_nodes
from pipeline.sections.labels import CERTAIN, body_names
from pipeline.sections.numbers import read_misread_number, read_outline_number
from pipeline.sections.paragraphs import Paragraph, join_rows, like_title
from pipeline.sections.rows import Row, find_rows
from pipeline.sections.tree import Node, hang
from pipeline.vocabulary.heading_models import HeadingModels
from pipeline.vocabulary.headings import Headings

COVER_ROWS = 15  # a cover has no more
FEW_NUMBERS = 3  # with fewer numbered headings a report counts as one without numbers

_REPORT = re.compile(r"[预預決决]算")  # 2024年部门预算
_FUNDS = re.compile(r"公共(?:财政)?预算|基金预算|经营预算|预算管理|预算法")  # budgets that are no reports
_ON_COVER = re.compile(r"[：:]|公开|说明|报告|[预決决]算|年|[（(]")  # below 2024年部门预算 on a title page
_ANNEX = re.compile(r"附[件表]?\s*[一二三四五六七八九十\d]*\s*[：:]?")
_DATE = re.compile(r"\S{2,4}年\s*\S{1,3}月(?:\s*\S{1,3}日)?|\d{4}[.-]\d{1,2}([.-]\d{1,2})?")


@dataclass
class Entry:
    """A heading and its text while both are gathered."""

    heading: Heading
    paragraphs: list[Paragraph] = field(default_factory=list)
    label: str | None = None  # given by place: cover, contents


def find_sections(pages: Sequence[Page], headings: Headings, models: HeadingModels, doc_id: str) -> tuple[Section, ...]:
    """The headings of a report with the text under each, up to the next heading of any level.

    `pages` hold prose only: lines of tables are gone. Text before the first heading is a section of its own, the
    cover where it names the report. A report without headings is one section.
    """
    rows = find_rows(pages)
    names = body_names([_title(row.text) for row in rows if len(row.text) <= 60], headings)
    contents = find_contents(rows, headings, names)
    entries = _keep_lists(_gather(rows, contents, headings, names))
    found = [entry.heading for entry in entries]
    nodes = label_nodes(found, hang(found, headings, names), contents, headings, models, names)
    ids = [f"{doc_id[:12]}-s{at:03}" for at in range(1, len(entries) + 1)]
    return tuple(_section(entry, node, ids, at) for at, (entry, node) in enumerate(zip(entries, nodes, strict=True)))


def _title(text: str) -> str:
    numbered = read_outline_number(text)
    return numbered.rest if numbered else text


def _gather(
    rows: Sequence[Row], contents: Sequence[Contents], headings: Headings, names: tuple[str, ...]
) -> list[Entry]:
    """Headings and their paragraphs in reading order."""
    announced = tuple(entry for found in contents for entry in found.entries)
    numbered = sum(_is_numbered(row.text) for row in rows)
    around = Surroundings(announced, names, few_numbers=numbered < FEW_NUMBERS)
    entries: list[Entry] = []
    at = 0
    for found in [*contents, Contents(len(rows), len(rows), ())]:
        _read_body(rows[at : found.start], entries, around, headings)
        if found.end > found.start:
            entries.append(_contents_entry(rows[found.start : found.end]))
        at = found.end
    return entries


def _is_numbered(text: str) -> bool:
    numbered = read_outline_number(text)
    return numbered is not None and numbered.level == 1 and like_title(numbered.rest)


def _contents_entry(rows: Sequence[Row]) -> Entry:
    title = Heading("", 0, 0, rows[0].text, rows[0].page, "contents")
    paragraphs = [Paragraph(row.text, (row,), ((0, row.page),)) for row in rows[1:]]
    return Entry(title, paragraphs, "contents")


def _read_body(rows: Sequence[Row], entries: list[Entry], around: Surroundings, headings: Headings) -> None:
    """Append the headings of a stretch of rows, and their text, to `entries`."""
    if entries:
        paragraphs = join_rows(rows)
    else:
        paragraphs = _take_opening(rows, entries, around, headings)
    for at, paragraph in enumerate(paragraphs):
        last = entries[-1].heading if entries else None
        parted = any(entry.heading.level == 0 and entry.heading.title and not entry.label for entry in entries)
        following = tuple(paragraphs[at + 1 : at + 4])
        heading = read_heading(paragraph, replace(around, last=last, parted=parted, following=following), headings)
        if heading:
            entries.append(Entry(heading, [_tail(paragraph, heading)] if heading.tail else []))
        elif entries and not _ends_at_text(entries[-1], paragraph):
            entries[-1].paragraphs.append(paragraph)
        else:
            entries.append(Entry(Heading("", 0, 0, "", paragraph.page), [paragraph]))


def _ends_at_text(entry: Entry, paragraph: Paragraph) -> bool:
    """Whether a text without heading is no more of what stands before it: a list of contents, a title page."""
    return entry.label == "contents" or (entry.label == "cover" and not like_title(paragraph.text))


def _tail(paragraph: Paragraph, heading: Heading) -> Paragraph:
    """What follows a glued heading in its paragraph, with its pages."""
    start = len(paragraph.text) - len(heading.tail)
    marks = [(max(0, at - start), page) for at, page in paragraph.marks]
    kept = [mark for at, mark in enumerate(marks) if at + 1 == len(marks) or marks[at + 1][0] > 0]
    return Paragraph(heading.tail, paragraph.rows, tuple(kept))


def _take_opening(
    rows: Sequence[Row], entries: list[Entry], around: Surroundings, headings: Headings
) -> list[Paragraph]:
    """Paragraphs after the title page; what the site prints around the title goes with it, as its text.

    A report that is the annex of a notice opens with 附件2, and its title page follows.
    """
    opening = rows[:COVER_ROWS]
    site = [row for at, row in enumerate(opening) if headings.of_the_site(row.text) or (at < 3 and _is_annex(row))]
    paragraphs = _take_cover(join_rows([row for row in rows if row not in site]), entries, around, headings)
    if not entries:
        return join_rows(rows)
    entries[0].paragraphs += [Paragraph(row.text, (row,), ((0, row.page),)) for row in site]
    return paragraphs


def _is_annex(row: Row) -> bool:
    """
    >>> _is_annex(Row("附件2", 1)), _is_annex(Row("附件2 绩效目标表", 1))
    (True, False)
    """
    return bool(_ANNEX.fullmatch(row.text.strip()))


def _take_cover(
    paragraphs: list[Paragraph], entries: list[Entry], around: Surroundings, headings: Headings
) -> list[Paragraph]:
    """Make the title page, where there is one, the first entry; the paragraphs after it come back."""
    title: list[Paragraph] = []
    again: list[Paragraph] = []
    for paragraph in paragraphs[:COVER_ROWS]:
        text = headings.plain(paragraph.text)
        if paragraph.page != paragraphs[0].page or read_outline_number(text) or _opens_part(text):
            break
        if not (like_title(text) or _DATE.fullmatch(text)):
            break
        named = any(_names_report(headings.plain(before.text)) for before in title)
        if named and not _ON_COVER.search(text):
            break
        if any(_joined(text) == _joined(headings.plain(before.text)) for before in title):
            again.append(paragraph)  # a page's name and its title are one
            continue
        heading = read_heading(paragraph, around, headings)
        of_the_report = heading and heading.known in (
            "narrative",
            "report_tables",
        )  # 2024年部门预算 looks like a heading
        alone = heading and headings.fold(text) in headings.alone and not of_the_report
        if heading and (named or alone or (heading.number and not of_the_report)):  # 绩效评价中心 does, too
            break
        title.append(paragraph)
    if not any(_names_report(headings.plain(paragraph.text)) for paragraph in title):
        return paragraphs
    dates = [paragraph for paragraph in title if _DATE.fullmatch(paragraph.text)]
    words = [row.text for paragraph in title if paragraph not in dates for row in paragraph.rows]
    entries.append(Entry(Heading("", 0, 0, "\n".join(words), title[0].page, "cover"), dates, "cover"))
    return paragraphs[len(title) + len(again) :]


def _opens_part(text: str) -> bool:
    """
    >>> _opens_part("第二部付 2023年度部门决算表"), _opens_part("某县档案馆2023年度部门决算")
    (True, False)
    """
    numbered = read_misread_number(text)
    return numbered is not None and numbered.level == 0


def _names_report(text: str) -> bool:
    """
    >>> _names_report("2024年度部门预算"), _names_report("2024年一般公共预算")
    (True, False)
    """
    return bool(_REPORT.search(_FUNDS.sub("", "".join(text.split()))))


def _joined(text: str) -> str:
    return "".join(text.split())


def _keep_lists(entries: Sequence[Entry]) -> list[Entry]:
    """Numbered names without text under them are a list in the text above, not headings."""
    kept: list[Entry] = []
    at = 0
    while at < len(entries):
        end = at
        while end < len(entries) and _is_item(entries[end], entries[at]):
            end += 1
            if entries[end - 1].paragraphs:
                break
        bare = sum(not entry.paragraphs for entry in entries[at:end])
        if kept and end - at >= 2 and bare >= end - at - 1:
            for entry in entries[at:end]:
                kept[-1].paragraphs += [_as_text(entry), *entry.paragraphs]
            at = end
            continue
        kept.append(entries[at])
        at += 1
    return kept


def _is_item(entry: Entry, first: Entry) -> bool:
    heading = entry.heading
    same = heading.level == first.heading.level and heading.level >= 1 and bool(heading.number)
    return same and heading.known == "other" and entry.label is None


def _as_text(entry: Entry) -> Paragraph:
    heading = entry.heading
    row = Row(heading.number + heading.title, heading.page)
    return Paragraph(row.text, (row,), ((0, row.page),))


def _section(entry: Entry, node: Node, ids: Sequence[str], at: int) -> Section:
    text, last_page = "", entry.heading.page
    marks: list[tuple[int, int]] = []
    for paragraph in entry.paragraphs:
        text += "\n" if text else ""
        for start, page in paragraph.marks:
            if not marks or marks[-1][1] != page:
                marks.append((len(text) + start, page))
        text += paragraph.text
        last_page = max(last_page, paragraph.last_page)
    label, score = (entry.label, CERTAIN) if entry.label else (node.label, node.score)
    return Section(
        section_id=ids[at],
        parent_id=None if node.parent is None else ids[node.parent],
        level=node.level,
        number=entry.heading.number,
        title=entry.heading.title,
        label=label,
        score=score,
        page_start=entry.heading.page,
        page_end=last_page,
        text=text,
        page_marks=tuple(marks),
    )
