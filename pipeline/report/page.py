"""The figures as a page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from statistics import quantiles
from typing import Final

from pipeline.contacts import without_contacts
from pipeline.export.query import Row
from pipeline.findings.words import RULES, in_chinese
from pipeline.language import Language
from pipeline.messages import in_language
from pipeline.report.charts import COLOURS, amounts_chart, changes_chart
from pipeline.report.figures import Figures, Shares
from pipeline.report.reasons import Theme
from pipeline.report.style import STYLE
from pipeline.report.words import say, type_name
from pipeline.show.markup import Markup, tag, together
from pipeline.show.markup import page as whole_page

STEPS: Final = 5  # shades
PLACES: Final = 34  # rows of shares
LONGEST: Final = 60  # characters of a reason shown
_FILLS: Final = {  # as the bars of the charts: never by colour alone
    "budget": COLOURS["budget"], "final": f"repeating-linear-gradient(45deg, {COLOURS['final']} 0 3px, #fff 3px 4px)"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Province:
    """A tile: where it lies in the grid, and its name."""

    code: str
    names: Mapping[Language, str]
    column: int
    row: int


def load_provinces() -> tuple[Province, ...]:
    """The tiles of the grid, from provinces.csv."""
    with files("pipeline.report").joinpath("provinces.csv").open("r", encoding="utf-8") as lines:
        return tuple(
            Province(row["code"], {"en": row["en"], "zh": row["zh"]}, int(row["column"]), int(row["row"]))
            for row in csv.DictReader(lines)
        )


def page_of(figures: Figures, themes: Sequence[Theme], left: int, language: Language) -> str:
    """The whole page; `left` is how many reasons are in no theme."""
    page = _Page(figures, language, {each.code: each for each in load_provinces()})
    title = say(language, "title")
    body = (
        page.top(),
        tag(
            "main",
            page.coverage(),
            page.grades(),
            page.amounts(),
            page.reasons(themes, left),
            page.findings(),
            page.eyes(),
        ),
        page.footer(),
    )
    lang = "zh-Hans" if language == "zh" else "en"
    return whole_page(title, STYLE, *body, lang=lang)


class _Page:
    """Parts of the page in one language."""

    def __init__(self, figures: Figures, language: Language, provinces: Mapping[str, Province]) -> None:
        self.figures, self.language, self.provinces = figures, language, provinces

    def say(self, key: str, **given: object) -> str:
        return say(self.language, key, **given)

    def top(self) -> Markup:
        figures = self.figures
        numbers = Shares(
            "",
            *(
                sum(getattr(one, name) for one in figures.by_type)
                for name in ("verified", "contradicted", "unverified")
            ),
        )
        years = f"{figures.years[0]}–{figures.years[-1]}" if figures.years else "–"
        documents = sum(figures.statuses.values())
        provinces = len({code for code, _ in figures.coverage})
        of = self.say("of", n=f"{documents:,}", agencies=f"{figures.agencies:,}", provinces=provinces, years=years)
        cards = [
            tag(
                "div",
                tag("dt", self.say("proved")),
                tag("dd", _percent(numbers.verified, numbers.total)),
                class_="lead",
            )
        ]
        told = {**figures.statuses, **figures.counts}
        cards += [tag("div", tag("dt", self.say(name)), tag("dd", f"{count:,}")) for name, count in told.items()]
        return tag("header", tag("h1", self.say("title")), tag("p", of, class_="of"), tag("dl", *cards, class_="cards"))

    def coverage(self) -> Markup:
        counts: dict[str, int] = {}
        for (code, _), n in self.figures.coverage.items():
            counts[code] = counts.get(code, 0) + n
        tiles = [self._tile(each, counts.get(each.code, 0), max(counts.values(), default=1)) for each in
                 sorted(self.provinces.values(), key=lambda one: (one.row, one.column))]  # fmt: skip
        left = tag("div", tag("ul", *tiles, class_="tiles"), class_="panel")
        right = tag("div", tag("h3", self.say("by_year")), self._years(counts), class_="panel years")
        unplaced = (
            [tag("p", self.say("unplaced", n=f"{self.figures.unplaced:,}"), class_="key")]
            if self.figures.unplaced
            else []
        )
        return self._section("coverage", tag("div", left, right, class_="pair map"), *unplaced)

    def _tile(self, each: Province, count: int, most: int) -> Markup:
        place = f"grid-column: {each.column + 1}; grid-row: {each.row + 1}"
        shown = tag("b", f"{count:,}") if count else tag("span", "–")
        return tag("li", each.names[self.language], shown, class_=_shade(count, most), style=place)

    def _years(self, counts: Mapping[str, int]) -> Markup:
        years, coverage = self.figures.years, self.figures.coverage
        most = max(coverage.values(), default=1)
        heads = [tag("th", self.say("province"), scope="col"), *(tag("th", str(year), scope="col", class_="n") for year in years),
                 tag("th", self.say("all"), scope="col", class_="n")]  # fmt: skip
        rows = []
        for code in sorted(counts, key=lambda one: (-counts[one], one)):
            cells = [coverage.get((code, year), 0) for year in years]
            shaded = [tag("td", f"{n:,}" if n else "", class_=f"n {_shade(n, most) or ''}".strip()) for n in cells]
            rows.append(
                tag("tr", tag("th", self._name(code), scope="row"), *shaded, tag("td", f"{sum(cells):,}", class_="n"))
            )
        return tag("div", tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows)), class_="scroll")

    def grades(self) -> Markup:
        figures = self.figures
        provinces = [replace(one, name=self._name(one.name)) for one in figures.by_province]
        types = [replace(one, name=type_name(self.language, one.name)) for one in figures.by_type]
        claims = figures.claims
        left = tag("div", tag("h3", self.say("by_type")), self._bars(types), class_="panel")
        right = tag("div", tag("h3", self.say("by_province")), self._bars(provinces[:PLACES]),
                    *([tag("h3", self.say("claims"), style="margin-top: 1.2rem"), self._bars([claims])] if claims.total else []),
                    class_="panel")  # fmt: skip
        key = tag(
            "p",
            tag("span", tag("i", style="background: var(--good)"), f"✓ {self.say('verified')}"),
            tag("span", tag("i", style="background: var(--bad)"), f"✗ {self.say('contradicted')}"),
            tag("span", tag("i", style="background: var(--calm)"), f"· {self.say('unverified')}"),
            class_="key",
        )
        return self._section("grades", tag("div", left, right, class_="pair"), key)

    def _bars(self, shares: Sequence[Shares]) -> Markup:
        rows = []
        for one in shares:
            parts = [tag("i", style=f"width: {_percent(one.verified, one.total)}")]
            if one.contradicted:
                parts.append(tag("i", class_="bad", style=f"width: max(2px, {_percent(one.contradicted, one.total)})"))
            wrong = f" · ✗ {one.contradicted:,}" if one.contradicted else ""
            count = tag(
                "span", tag("b", f"✓ {_percent(one.verified, one.total)}"), f" / {one.total:,}{wrong}", class_="count"
            )
            rows.append(
                tag("li", tag("span", one.name or self.say("claims")), tag("span", *parts, class_="bar"), count)
            )
        return tag("ul", *rows, class_="shares")

    def amounts(self) -> Markup:
        figures = self.figures
        charts = []
        for key, amounts in (("spending", figures.spending), ("three_public", figures.three_public)):
            summaries = [together(tag("i", style=f"background: {_FILLS[kind]}"), f"{self.say(kind)}: {self._summary(some)}")
                         for kind, some in amounts.items() if some]  # fmt: skip
            if summaries:
                charts.append(self._figure(key, amounts_chart(amounts), *summaries, self.say("log")))
        if figures.changes:
            ups = sum(change > 0 for change in figures.changes)
            told = f"{self.say('increases')}: {ups:,}; {self.say('decreases')}: {len(figures.changes) - ups:,}"
            charts.append(self._figure("changes", changes_chart(figures.changes), told, self.say("rate")))
        return self._section("amounts", tag("div", *charts, class_="pair") if charts else self._none())

    def _figure(self, key: str, chart: Markup, *told: str) -> Markup:
        captions = [piece for text in told for piece in (text, tag("br"))][:-1]
        return tag("figure", tag("h3", self.say(key)), chart, tag("figcaption", *captions), class_="panel")

    def _summary(self, values: Sequence[float]) -> str:
        low, median, high = quantiles(values, n=4) if len(values) > 1 else (values[0],) * 3
        return self.say(
            "summary", n=f"{len(values):,}", median=f"{median:,.1f}", low=f"{low:,.1f}", high=f"{high:,.1f}"
        )

    def reasons(self, themes: Sequence[Theme], left: int) -> Markup:
        total = left + sum(theme.times for theme in themes)
        items = []
        for theme in themes:
            ranked = sorted(theme.ways.items(), key=lambda one: -one[1])
            ways = " · ".join(f"{self.say(way or 'unsaid')} {n:,}" for way, n in ranked)
            shown = [(text if len(text) <= LONGEST else f"{text[:LONGEST]}…", n) for text, n in theme.examples]
            examples = [tag("p", f"{text} ×{n:,}" if n > 1 else text) for text, n in shown]
            items.append(
                tag(
                    "li",
                    tag("h3", theme.word, tag("small", f"{theme.times:,}")),
                    tag("p", ways, class_="ways"),
                    *examples,
                )
            )
        about = self.say("reasons_about", left=f"{left:,}", n=f"{total:,}")
        return self._section("reasons", tag("ul", *items, class_="themes") if items else self._none(), about=about)

    def findings(self) -> Markup:
        figures = self.figures
        kinds = [
            (
                self._rule(each["rule"]),
                each["severity"] and self.say(each["severity"]),
                f"{each['times']:,}",
                f"{each['documents']:,}",
            )
            for each in figures.findings
        ]
        heads = [("rule", ""), ("severity", ""), ("times", "n"), ("documents", "n")]
        worst = [
            (_called(row), self.say(row["severity"]), without_contacts(self._message(row["message"])))
            for row in figures.worst
        ]
        parts = [tag("div", self._table(heads, kinds), class_="panel")] if kinds else [self._none()]
        if worst:
            told = self._table([("document", "path"), ("severity", ""), ("finding", "why")], worst)
            parts.append(tag("div", told, class_="panel", style="margin-top: 1rem"))
        return self._section("findings", *parts)

    def _rule(self, rule: str) -> str:
        return RULES.get(rule, rule) if self.language == "zh" else rule.replace("_", " ")

    def _message(self, message: str) -> str:
        return in_chinese(message) if self.language == "zh" else message

    def eyes(self) -> Markup:
        rows = [
            (_called(row), self.say(row["status"]), "" if row["share"] is None else f"{row['share']:.0%}", self._lacks(row),
             without_contacts(in_language(row["error"] or "", self.language))[:300])
            for row in self.figures.eyes
        ]  # fmt: skip
        heads = [("document", "path"), ("status", "short"), ("share", "n"), ("lacks", ""), ("why", "why")]
        return self._section("eyes", tag("div", self._table(heads, rows), class_="panel") if rows else self._none())

    def _lacks(self, row: Row) -> str:
        mark = "、" if self.language == "zh" else ", "
        return mark.join(
            self.say(name) for name in ("agency", "region_code", "fiscal_year", "report_type") if row[name] is None
        )

    def footer(self) -> Markup:
        made = self.figures.made
        version = f" {made['version']}" if "version" in made else ""
        return tag("footer", self.say("made", version=version, started=made.get("started", "?")))

    def _table(self, heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Markup:
        top = [tag("th", self.say(key), scope="col", class_=kind or None) for key, kind in heads]
        body = [
            tag("tr", *(tag("td", text, class_=kind or None) for text, (_, kind) in zip(row, heads, strict=True)))
            for row in rows
        ]
        return tag("div", tag("table", tag("thead", tag("tr", *top)), tag("tbody", *body)), class_="scroll")

    def _section(self, key: str, *content: str, about: str | None = None) -> Markup:
        told = about or (self.say(f"{key}_about") if key != "amounts" else "")
        return tag("section", tag("h2", self.say(key)), tag("p", told, class_="about"), *content, id=key)

    def _name(self, code: str) -> str:
        return self.provinces[code].names[self.language] if code in self.provinces else code

    def _none(self) -> Markup:
        return tag("p", self.say("none"), class_="none")


def _called(row: Row) -> Markup:
    """A document by body and year, with its path."""
    name = " ".join(str(part) for part in (row["agency"], row["fiscal_year"]) if part)
    return together(*([name, tag("br")] if name else []), tag("small", row["path"]))


def _shade(count: int, most: int) -> str | None:
    """The class of a shade, by the root of the share: few reports are seen beside many.

    >>> _shade(0, 100), _shade(1, 100), _shade(30, 100), _shade(100, 100)
    (None, 's1', 's3', 's5')
    """
    return f"s{max(1, min(STEPS, round((count / most) ** 0.5 * STEPS)))}" if count else None


def _percent(part: int, whole: int) -> str:
    """
    >>> _percent(2, 3), _percent(0, 0), _percent(9999, 10000)
    ('66.7%', '0.0%', '99.9%')
    """
    tenths = round(part * 1000 / whole) if whole else 0
    return f"{(min(tenths, 999) if part < whole else tenths) / 10:.1f}%"  # what is not all is not 100 %
