"""What speaks for an answer of a corpus: the words behind type, column and quantity, the identities behind a grade."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.errors import UsageError
from pipeline.export.query import Questions, Row
from pipeline.show.sheet import counted
from pipeline.tables.classify import coded, headed, named_rows, title_key, titled
from pipeline.vocabulary import Vocabulary
from pipeline.vocabulary.columns import head_key

_ID: Final = re.compile(r"([0-9a-f]{12})-(?:(t\d+)(?:-r(\d+)c(\d+))?|(m\d+))")
_SIGNS: Final = {"increase": "+", "decrease": "−"}
SHOWN: Final = 6  # identities of a number
LEAST: Final = 0.05  # nats worth telling


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an explanation: what it is about, and what is told."""

    about: str
    told: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is explained, where it stands, why it is so; how a person would correct it (fields of a correction)."""

    title: str
    place: str
    lines: tuple[Line, ...]
    correction: Mapping[str, str]


def explain(corpus: Questions, ident: str, vocabulary: Vocabulary) -> Explanation:
    """Why the cell, statement or table with this id is so. Raises UsageError where there is none."""
    found = _ID.fullmatch(ident)
    if not found:
        raise UsageError(f"{ident} is no id; a cell's is 2ba46bba3ef7-t11-r5c1, a statement's 2ba46bba3ef7-m003")
    documents = corpus.rows("SELECT * FROM documents WHERE starts_with(doc_id, ?)", [found[1]])
    if not documents:
        raise UsageError(f"no document of the corpus has the id {found[1]}…")
    document = documents[0]
    if found[5]:
        return _Statement(corpus, document, vocabulary).explain(ident)
    tables = corpus.rows(
        "SELECT * FROM tables WHERE doc_id = ? AND table_id = ?", [document["doc_id"], f"{found[1]}-{found[2]}"]
    )
    if not tables:
        raise UsageError(f"{document['path']} has no table {found[1]}-{found[2]}")
    table = _Table(corpus, document, tables[0], vocabulary)
    return table.explain_cell(int(found[3]), int(found[4])) if found[3] else table.explain()


class _Table:
    """A table and its cells."""

    def __init__(self, corpus: Questions, document: Row, table: Row, vocabulary: Vocabulary) -> None:
        self.corpus, self.document, self.table, self.vocabulary = corpus, document, table, vocabulary
        self.cells = corpus.rows(
            'SELECT * FROM cells WHERE doc_id = ? AND table_id = ? ORDER BY row, "column"',
            [document["doc_id"], table["table_id"]],
        )

    def explain(self) -> Explanation:
        table = self.table
        correction = {
            "target": "table",
            "page": str(table["page_start"]),
            "printed": table["title"] or "",
            "field": "type",
        }
        return Explanation(
            f"{table['table_id']}  {table['type']}  《{table['title'] or 'without a title'}》",
            f"{self.document['path']}, pages {table['page_start']}–{table['page_end']}",
            tuple(self._type()),
            correction,
        )

    def explain_cell(self, row: int, column: int) -> Explanation:
        cell = next((cell for cell in self.cells if (cell["row"], cell["column"]) == (row, column)), None)
        if cell is None:
            raise UsageError(f"{self.table['table_id']} has no cell r{row}c{column}")
        ident = f"{self.table['table_id']}-r{row}c{column}"
        keys = " | ".join(part for part in (cell["row_code"], cell["row_name"], cell["column_path"]) if part)
        shown = plain(cell["value"]) + (cell["unit"] or "") if cell["value"] is not None else cell["text"].strip()
        lines = [
            *self._type(),
            *self._row(cell),
            *self._column(cell),
            *self._unit(cell),
            *_quantity(cell, self.vocabulary),
        ]
        lines += [*_reading(cell), *_corrected(cell, self.table), *self._grade(cell, ident)]
        place = place_of(cell)
        return Explanation(
            f"{ident}  {keys} = {shown}",
            f"{self.document['path']}, page {cell['page']}{f', {place}' if place else ''}; printed “{cell['text'].strip()}”",
            tuple(lines),
            {
                "target": "cell",
                "page": str(cell["page"]),
                "printed": cell["text"].strip(),
                "place": place,
                "field": "value",
            },
        )

    def _type(self) -> Iterator[Line]:
        """The type, and which words of title, heads and rows speak for it and for the second best."""
        table, columns = self.table, self.vocabulary.columns
        second = table["runner_up"]
        near = f"; second best: {second}" if second else "; no other type is near"
        yield Line("type", f"{table['type']}, sure {table['sure']:.4f}{near}")
        heads = sorted({tuple(cell["column_path"].split("/")) for cell in self.cells if cell["column_path"]})
        rows = list(dict.fromkeys((cell["row_code"] or "", cell["row_name"] or "") for cell in self.cells))
        evidence = {
            f"title “{title_key(table['title'])}”" if table["title"] else "title": titled(table["title"], columns),
            counted(len(heads), "head"): headed(heads, columns),
            "codes of the rows": coded(rows),
            "names of the rows": named_rows(rows, columns),
        }
        for kind in (table["type"], *([second] if second else [])):
            said = [f"{name} {nats[kind]:+.1f}" for name, nats in evidence.items() if abs(nats.get(kind, 0.0)) > LEAST]
            yield Line("", f"for {kind} speak, in nats: {', '.join(said) or 'only what its neighbours leave over'}")

    def _row(self, cell: Row) -> Iterator[Line]:
        code, name = cell["row_code"], cell["row_name"]
        accounts = self.vocabulary.accounts
        if code:
            names = " / ".join(sorted(accounts.names_of(code)))
            yield Line("row", f"{code} {name or ''}; in the classification {code} is {names or 'not known'}")
        elif name:
            known = "a known name" if self.vocabulary.columns.knows_exactly(name) else "a name that no list has"
            codes = ", ".join(sorted(accounts.codes_of(name)))
            yield Line("row", f"{name}: {known}" + (f"; as an account it would be {codes}" if codes else ""))
        else:
            yield Line("row", "neither code nor name stands beside it")

    def _column(self, cell: Row) -> Iterator[Line]:
        if not cell["column_path"]:
            yield Line("column", "no words could be assigned to it")
            return
        columns = self.vocabulary.columns
        form = columns.form(self.table["type"])
        usual = cell["column_path"] in {*form.columns, *form.headerless, *("/".join(heads) for heads in form.layout)}
        told = f"{cell['column_path']}: a column that {form.type} has" if usual else cell["column_path"]
        yield Line("column", told)
        for step in cell["column_path"].split("/"):
            if not columns.knows(step):
                yield Line("", f"“{step}” is no known head: the printed words stand as path, and it is never verified")
            elif not columns.knows_exactly(head_key(step)):
                yield Line("", f"“{step}” is near {columns.known(step)}")

    def _unit(self, cell: Row) -> Iterator[Line]:
        if cell["value"] is None:
            return
        unit, of_table = cell["unit"], self.table["unit"]
        if unit is None:
            yield Line("unit", "none is printed, and none follows from totals elsewhere")
        elif unit == of_table:
            wan = f" = {plain(cell['value_wan'])}万元" if cell["value_wan"] is not None and unit != "万元" else ""
            yield Line("unit", f"{unit}, of the table{wan}")
        else:
            yield Line("unit", f"{unit}, of its own column or cell (the table's is {of_table or 'not known'})")

    def _grade(self, cell: Row, ident: str) -> Iterator[Line]:
        yield Line("sure", f"{cell['sure']:.4f} that type, row, column and unit are right")
        yield from _grade_lines(self.corpus, self.document, cell["grade"], ident)
        if cell["value_wan"] is not None and cell.get("indicator_id"):
            yield from _elsewhere(self.corpus, self.document, cell, ident)


class _Statement:
    """A statement with the section it stands in."""

    def __init__(self, corpus: Questions, document: Row, vocabulary: Vocabulary) -> None:
        self.corpus, self.document, self.vocabulary = corpus, document, vocabulary

    def explain(self, ident: str) -> Explanation:
        found = self.corpus.rows(
            "SELECT s.*, c.title AS section_title, c.text AS section_text FROM statements s JOIN sections c "
            "USING (doc_id, section_id) WHERE s.doc_id = ? AND s.statement_id = ?",
            [self.document["doc_id"], ident],
        )
        if not found:
            raise UsageError(f"{self.document['path']} has no statement {ident}")
        row = found[0]
        sign = _SIGNS.get(row["direction"], "")
        amount = f" {sign}{plain(row['amount'])}万元" if row["amount"] is not None else ""
        percent = f" {sign}{plain(row['percent'])}%" if row["percent"] is not None else ""
        words = (row["section_text"] or "")[row["char_start"] : row["char_end"]]
        lines = [
            Line("words", f"“{' '.join(words.split())}” in “{' '.join(row['sentence'].split())}”"),
            Line("section", f"《{row['section_title']}》, {row['section_label']}"),
            Line(
                "indicator",
                f"{row['indicator']}" + (f", account {row['indicator_code']}" if row["indicator_code"] else ""),
            ),
            Line(
                "compared", f"with {row['base'] or 'nothing that is named'}, direction {row['direction'] or 'not said'}"
            ),
            *([Line("reason", row["reason"])] if row["reason"] else []),
            *_quantity(row, self.vocabulary),
            *self._levels(row),
            *_corrected(row),
            Line("score", f"{row['score']:.3f} that the claim is read rightly"),
            *_grade_lines(self.corpus, self.document, row["grade"], ident),
        ]
        place = f"{row['char_start']}-{row['char_end']}"
        anchor = {"page": str(row["page"]), "printed": " ".join(words.split()), "place": place, "field": "indicator"}
        return Explanation(
            f"{ident}  {row['indicator']}: {row['kind']}{amount}{percent}",
            f"{self.document['path']}, page {row['page']}, characters {place} of its section",
            tuple(lines),
            {"target": "statement", **anchor},
        )

    def _levels(self, row: Row) -> Iterator[Line]:
        if row["current"] is not None:
            source = row["current_source"]
            where = "the text" if source == "text" else f"cell {source}"
            yield Line("amount now", f"{plain(row['current'])}万元, from {where}")
        if row["base_amount"] is not None:
            yield Line("before", f"{plain(row['base_amount'])}万元")
        current, base = row["current"], row["base_amount"]
        if current is not None and base and row["kind"] == "change":
            rate = abs(current - base) / abs(base) * 100
            yield Line("", f"so the change is {plain(current - base)}万元, {rate:.2f}%")


def _quantity(row: Row, vocabulary: Vocabulary) -> Iterator[Line]:
    if not row.get("indicator_id"):
        yield Line("quantity", "no indicator: what it is of is not sure")
        return
    known = vocabulary.quantities.indicators.get(row["indicator_id"])
    name = f" ({known.zh}, {known.en})" if known else ""
    yield Line(
        "quantity", f"{row['indicator_id']}{name}, fund {row['fund'] or 'not sure'}, phase {row['phase'] or 'not sure'}"
    )


def _reading(cell: Row) -> Iterator[Line]:
    if cell["ocr_score"] is not None:
        yield Line("reading", f"by OCR, score {cell['ocr_score']:.2f}")
    if cell["repaired_from"] is not None:
        yield Line("", f"read as {plain(cell['repaired_from'])}, mended as the sums of the report demand")


def _corrected(*rows: Row) -> Iterator[Line]:
    fields = [field for row in rows for field in row.get("corrected") or ()]
    if fields:
        yield Line("corrected", f"by a person: {', '.join(dict.fromkeys(fields))}")


def _grade_lines(corpus: Questions, document: Row, grade: str, ident: str) -> Iterator[Line]:
    """The grade, and the identities that hold or fail with this number."""
    checks = corpus.rows(
        "SELECT rule, status, severity, difference, message, evidence FROM checks WHERE doc_id = ? AND contains(evidence, ?) "
        "ORDER BY check_id",
        [document["doc_id"], ident],
    )
    mine = [check for check in checks if ident in json.loads(check["evidence"])]
    by_status: dict[str, list[Row]] = defaultdict(list)
    for check in mine:
        by_status[check["status"]].append(check)
    counts = ", ".join(f"{len(some)} {status}" for status, some in sorted(by_status.items()))
    yield Line("grade", f"{grade}; identities that include it: {counts or 'none'}")
    shown: Sequence[Row] = [*by_status["fail"], *by_status["unknown"], *by_status["pass"]]
    marks = {"pass": "✓", "fail": "✗", "unknown": "?"}
    yield from (Line("", f"{marks[each['status']]} {each['message']} [{each['rule']}]") for each in shown[:SHOWN])
    if len(shown) > SHOWN:
        yield Line("", f"and {len(shown) - SHOWN} more")


def _elsewhere(corpus: Questions, document: Row, cell: Row, ident: str) -> Iterator[Line]:
    """Other places of the document that give the same quantity."""
    rows = corpus.rows(
        "SELECT table_id || '-r' || row || 'c' || \"column\" AS id, page, value_wan FROM cells WHERE doc_id = ? AND indicator_id = ? "
        "AND fund IS NOT DISTINCT FROM ? AND phase IS NOT DISTINCT FROM ? AND value_wan IS NOT NULL UNION ALL "
        "SELECT statement_id, page, current FROM statements WHERE doc_id = ? AND indicator_id = ? "
        "AND fund IS NOT DISTINCT FROM ? AND phase IS NOT DISTINCT FROM ? AND current IS NOT NULL ORDER BY page, id",
        [document["doc_id"], cell["indicator_id"], cell["fund"], cell["phase"]] * 2,
    )
    others = [row for row in rows if row["id"] != ident]
    if others:
        told = ", ".join(f"{plain(row['value_wan'])} on page {row['page']} ({row['id']})" for row in others[:SHOWN])
        yield Line("elsewhere", f"the same quantity: {told}")


def place_of(cell: Row) -> str:
    """Where a cell stands, as a correction writes it."""
    if cell["address"]:
        return str(cell["address"])
    if cell["line"]:
        return f"line {cell['line']}"
    return " ".join(f"{side:.3f}" for side in cell["bbox"]) if cell["bbox"] else ""


def plain(amount: Decimal) -> str:
    """An amount without the zeros that the corpus keeps behind it.

    >>> plain(Decimal("1204.50000000")), plain(Decimal("100.00000000"))
    ('1,204.5', '100')
    """
    return f"{amount.normalize():,f}"
