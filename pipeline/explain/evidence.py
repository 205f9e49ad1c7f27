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
from pipeline.explain.words import WORDS
from pipeline.export.query import Questions, Row
from pipeline.findings.words import RULES, in_chinese
from pipeline.language import Language, Words
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


def explain(corpus: Questions, ident: str, vocabulary: Vocabulary, language: Language = "en") -> Explanation:
    """Why the cell, statement or table with this id is so. Raises UsageError where there is none."""
    found = _ID.fullmatch(ident)
    if not found:
        raise UsageError(f"{ident} is no id; a cell's is 2ba46bba3ef7-t11-r5c1, a statement's 2ba46bba3ef7-m003")
    documents = corpus.rows("SELECT * FROM documents WHERE starts_with(doc_id, ?)", [found[1]])
    if not documents:
        raise UsageError(f"no document of the corpus has the id {found[1]}…")
    document, say = documents[0], Words(WORDS, language)
    if found[5]:
        return _Statement(corpus, document, vocabulary, say).explain(ident)
    tables = corpus.rows(
        "SELECT * FROM tables WHERE doc_id = ? AND table_id = ?", [document["doc_id"], f"{found[1]}-{found[2]}"]
    )
    if not tables:
        raise UsageError(f"{document['path']} has no table {found[1]}-{found[2]}")
    table = _Table(corpus, document, tables[0], vocabulary, say)
    return table.explain_cell(int(found[3]), int(found[4])) if found[3] else table.explain()


class _Table:
    """A table and its cells."""

    def __init__(self, corpus: Questions, document: Row, table: Row, vocabulary: Vocabulary, say: Words) -> None:
        self.corpus, self.document, self.table, self.vocabulary, self.say = corpus, document, table, vocabulary, say
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
            f"{table['table_id']}  {table['type']}  《{table['title'] or self.say('without a title')}》",
            self.say("pages", path=self.document["path"], first=table["page_start"], last=table["page_end"]),
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
            *_quantity(cell, self.vocabulary, self.say),
        ]
        lines += [*_reading(cell, self.say), *_corrected(self.say, cell, self.table), *self._grade(cell, ident)]
        place = place_of(cell)
        told = self.say("in", place=place) if place else ""
        return Explanation(
            f"{ident}  {keys} = {shown}",
            self.say("place", path=self.document["path"], page=cell["page"], place=told, text=cell["text"].strip()),
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
        table, columns, say = self.table, self.vocabulary.columns, self.say
        second = table["runner_up"]
        near = say("second", type=second) if second else say("no other")
        yield Line(say("type"), say("type is", type=table["type"], sure=table["sure"], near=near))
        heads = sorted({tuple(cell["column_path"].split("/")) for cell in self.cells if cell["column_path"]})
        rows = list(dict.fromkeys((cell["row_code"] or "", cell["row_name"] or "") for cell in self.cells))
        evidence = {
            say("title is", title=title_key(table["title"])) if table["title"] else say("title"): titled(
                table["title"], columns
            ),
            say("heads", n=len(heads), heads=counted(len(heads), "head")): headed(heads, columns),
            say("codes"): coded(rows),
            say("names"): named_rows(rows, columns),
        }
        for kind in (table["type"], *([second] if second else [])):
            said = [f"{name} {nats[kind]:+.1f}" for name, nats in evidence.items() if abs(nats.get(kind, 0.0)) > LEAST]
            yield Line("", say("speak", type=kind, said=say("and").join(said) or say("only")))

    def _row(self, cell: Row) -> Iterator[Line]:
        code, name = cell["row_code"], cell["row_name"]
        accounts, say = self.vocabulary.accounts, self.say
        if code:
            names = " / ".join(sorted(accounts.names_of(code)))
            yield Line(say("row"), say("code is", code=code, name=name or "", names=names or say("not known")))
        elif name:
            known = "known name" if self.vocabulary.columns.knows_exactly(name) else "new name"
            codes = ", ".join(sorted(accounts.codes_of(name)))
            yield Line(say("row"), say(known, name=name, as_account=say("as account", codes=codes) if codes else ""))
        else:
            yield Line(say("row"), say("no key"))

    def _column(self, cell: Row) -> Iterator[Line]:
        say = self.say
        if not cell["column_path"]:
            yield Line(say("column"), say("no words"))
            return
        columns = self.vocabulary.columns
        form = columns.form(self.table["type"])
        usual = cell["column_path"] in {*form.columns, *form.headerless, *("/".join(heads) for heads in form.layout)}
        yield Line(
            say("column"), say("usual", path=cell["column_path"], type=form.type) if usual else cell["column_path"]
        )
        for step in cell["column_path"].split("/"):
            if not columns.knows(step):
                yield Line("", say("no head", step=step))
            elif not columns.knows_exactly(head_key(step)):
                yield Line("", say("near", step=step, known=columns.known(step)))

    def _unit(self, cell: Row) -> Iterator[Line]:
        if cell["value"] is None:
            return
        unit, of_table, say = cell["unit"], self.table["unit"], self.say
        if unit is None:
            yield Line(say("unit"), say("no unit"))
        elif unit == of_table:
            wan = f" = {plain(cell['value_wan'])}万元" if cell["value_wan"] is not None and unit != "万元" else ""
            yield Line(say("unit"), say("of the table", unit=unit, wan=wan))
        else:
            yield Line(say("unit"), say("of its own", unit=unit, table=of_table or say("not known")))

    def _grade(self, cell: Row, ident: str) -> Iterator[Line]:
        yield Line(self.say("sure"), self.say("sure is", sure=cell["sure"]))
        yield from _grade_lines(self.corpus, self.document, cell["grade"], ident, self.say)
        if cell["value_wan"] is not None and cell.get("indicator_id"):
            yield from _elsewhere(self.corpus, self.document, cell, ident, self.say)


class _Statement:
    """A statement with the section it stands in."""

    def __init__(self, corpus: Questions, document: Row, vocabulary: Vocabulary, say: Words) -> None:
        self.corpus, self.document, self.vocabulary, self.say = corpus, document, vocabulary, say

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
        say = self.say
        words = (row["section_text"] or "")[row["char_start"] : row["char_end"]]
        lines = [
            Line(
                say("words"),
                say("said in", words=" ".join(words.split()), sentence=" ".join(row["sentence"].split())),
            ),
            Line(say("section"), f"《{row['section_title']}》, {row['section_label']}"),
            Line(
                say("indicator"),
                row["indicator"] + (say("account", code=row["indicator_code"]) if row["indicator_code"] else ""),
            ),
            Line(
                say("compared"),
                say(
                    "compared is",
                    base=say.names("base", row["base"]) or say("nothing named"),
                    direction=say.names("direction", row["direction"]) or say("not said"),
                ),
            ),
            *([Line(say("reason"), row["reason"])] if row["reason"] else []),
            *_quantity(row, self.vocabulary, say),
            *self._levels(row),
            *_corrected(say, row),
            Line(say("score"), say("score is", score=row["score"])),
            *_grade_lines(self.corpus, self.document, row["grade"], ident, say),
        ]
        place = f"{row['char_start']}-{row['char_end']}"
        anchor = {"page": str(row["page"]), "printed": " ".join(words.split()), "place": place, "field": "indicator"}
        return Explanation(
            f"{ident}  {row['indicator']}: {say.names('kind', row['kind'])}{amount}{percent}",
            say("characters", path=self.document["path"], page=row["page"], place=place),
            tuple(lines),
            {"target": "statement", **anchor},
        )

    def _levels(self, row: Row) -> Iterator[Line]:
        say = self.say
        if row["current"] is not None:
            source = row["current_source"]
            where = say("the text") if source == "text" else say("cell", id=source)
            yield Line(say("amount now"), say("from", amount=plain(row["current"]), source=where))
        if row["base_amount"] is not None:
            yield Line(say("before"), f"{plain(row['base_amount'])}万元")
        current, base = row["current"], row["base_amount"]
        if current is not None and base and row["kind"] == "change":
            rate = abs(current - base) / abs(base) * 100
            yield Line("", say("so", change=plain(current - base), rate=rate))


def _quantity(row: Row, vocabulary: Vocabulary, say: Words) -> Iterator[Line]:
    if not row.get("indicator_id"):
        yield Line(say("quantity"), say("no quantity"))
        return
    known = vocabulary.quantities.indicators.get(row["indicator_id"])
    name = say("quantity name", zh=known.zh, en=known.en) if known else ""
    fund, phase = row["fund"] or say("not sure"), row["phase"] or say("not sure")
    yield Line(say("quantity"), say("quantity is", id=row["indicator_id"], name=name, fund=fund, phase=phase))


def _reading(cell: Row, say: Words) -> Iterator[Line]:
    if cell["ocr_score"] is not None:
        yield Line(say("reading"), say("by OCR", score=cell["ocr_score"]))
    if cell["repaired_from"] is not None:
        yield Line("", say("mended", read=plain(cell["repaired_from"])))


def _corrected(say: Words, *rows: Row) -> Iterator[Line]:
    fields = [field for row in rows for field in row.get("corrected") or ()]
    if fields:
        yield Line(say("corrected"), say("by a person", fields=say("and").join(dict.fromkeys(fields))))


def _grade_lines(corpus: Questions, document: Row, grade: str, ident: str, say: Words) -> Iterator[Line]:
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
    counts = say("and").join(
        say("count", n=len(some), status=say.names("status", status)) for status, some in sorted(by_status.items())
    )
    yield Line(say("grade"), say("grade is", grade=say.names("graded", grade), counts=counts or say("none")))
    shown: Sequence[Row] = [*by_status["fail"], *by_status["unknown"], *by_status["pass"]]
    marks = {"pass": "✓", "fail": "✗", "unknown": "?"}
    for each in shown[:SHOWN]:
        zh = say.language == "zh"
        message, rule = (in_chinese(each["message"]), RULES.get(each["rule"])) if zh else (each["message"], None)
        yield Line("", f"{marks[each['status']]} {message} [{rule or each['rule']}]")
    if len(shown) > SHOWN:
        yield Line("", say("more", n=len(shown) - SHOWN))


def _elsewhere(corpus: Questions, document: Row, cell: Row, ident: str, say: Words) -> Iterator[Line]:
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
        told = say("and").join(
            say("same at", value=plain(row["value_wan"]), page=row["page"], id=row["id"]) for row in others[:SHOWN]
        )
        yield Line(say("elsewhere"), say("same quantity", told=told))


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
