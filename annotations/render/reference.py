"""What a document prints, for measures that compare text and tables as such: CER, TEDS, GriTS."""

from __future__ import annotations

import json

from annotations.render.model import Contents, Form, Heading, Paragraph, Report
from annotations.render.text_forms import contents, rows_of


def reference_text(report: Report) -> str:
    """The words of a report in reading order, a paragraph or a table row a line, cells parted by a tab.

    Merged cells stand once, at their upper left place. No page numbers, no leaders of the contents, no running heads.
    """
    lines = [line for line in report.cover if line]
    for block in report.printed:
        match block:
            case Heading() | Paragraph():
                lines.append(block.text)
            case Contents():
                lines += [block.title, *(f"{text}\t{page}" for text, page in contents(report))]
            case Form():
                lines += [block.title] * block.printed_title + list(block.above)
                lines += ["\t".join(_printed(row)) for row in rows_of(block) if any(_printed(row))]
                lines += block.notes
    return "\n".join(lines) + "\n"


def reference_grids(report: Report) -> str:
    """JSON Lines, one table a line: every place of its grid, `<` and `^` where a cell is merged with its left or upper
    neighbour, and how many of the rows are head."""
    return "".join(
        json.dumps(
            {
                "doc": report.name,
                "table": number,
                "type": form.type,
                "title": form.title if form.printed_title else None,
                "head_rows": len(form.head),
                "rows": list(rows_of(form)),
            },
            ensure_ascii=False,
        )
        + "\n"
        for number, form in enumerate(report.forms, 1)
    )


def _printed(row: list[str]) -> list[str]:
    return [text for text in row if text not in ("<", "^", "")]
