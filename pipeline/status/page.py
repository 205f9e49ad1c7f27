"""A run as one HTML page: how far it is, what became of the documents, why, and which took long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.language import Words
from pipeline.messages import in_language
from pipeline.show.markup import Markup, page, tag, together

if TYPE_CHECKING:
    from pipeline.run.gather import Gathered

SLOWEST: Final = 20  # documents
LISTED: Final = 500  # documents that are not ok
STATUSES: Final = ("ok", "partial", "failed", "no_report")
STYLE: Final = """
body { margin: 0 auto; max-width: 70rem; padding: 2rem; background: #fbfaf7; color: #22262b;
  font: 15px/1.55 "Inter", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
h1 { font-size: 1.8rem; font-weight: 650; margin: 0; } h2 { font-size: 1.2rem; font-weight: 650; margin: 2.4rem 0 .5rem; }
p { color: #5d6470; margin: .2rem 0 1.4rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ece8df; vertical-align: top; overflow-wrap: anywhere; }
thead th { color: #5d6470; font-weight: 550; white-space: nowrap; }
tbody th { font-weight: 500; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { display: flex; height: .9rem; border-radius: 3px; overflow: hidden; background: #e7e3da; min-width: 12rem; }
.ok { background: #1f7a4d; } .partial { background: repeating-linear-gradient(45deg, #b8860b 0 4px, #e2c26a 4px 7px); }
.failed { background: #b3301b; } .no_report { background: #9a968c; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .8rem; margin: 1.2rem 0 .8rem; }
dl div { background: #fff; border: 1px solid #e7e3da; border-radius: 10px; padding: .8rem 1rem; }
dt { color: #5d6470; font-size: .86rem; } dd { margin: 0; font-size: 1.6rem; font-weight: 620; font-variant-numeric: tabular-nums; }
dt i { display: inline-block; width: .8rem; height: .7rem; border-radius: 2px; margin-right: .35rem; }
"""


def page_of(found: Gathered, say: Words) -> str:
    """The whole page; it holds all that it shows and needs no network."""
    statuses = found.statuses()
    name = say("run")
    body = (
        tag("h1", name),
        tag("p", f"{found.staged} {say('staged')}") if found.staged else Markup(""),
        tag("dl", _card(say("documents"), sum(statuses.values())), *(_card_of(s, statuses, say) for s in statuses)),
        _bar(statuses, say),
        *(_groups(found.by(column), say(column), say) for column in ("province", "fiscal_year")),
        _reasons(found, say),
        _slow(found, say),
        _not_ok(found, say),
    )
    lang = "zh-Hans" if say.language == "zh" else "en"
    return page(name, STYLE, *body, lang=lang)


def _card_of(status: str, statuses: Mapping[str, int], say: Words) -> Markup:
    return _card(say.names("status", status), statuses[status], tag("i", class_=status))


def _card(name: str, count: int, mark: str = "") -> Markup:
    return tag("div", tag("dt", mark, name), tag("dd", f"{count:,}"))


def _bar(counted: Mapping[str, int], say: Words) -> Markup:
    """Shares of the statuses; the counts are told beside it, and to who cannot see it."""
    told = say("and").join(f"{counted[s]:,} {say.names('status', s)}" for s in STATUSES if s in counted)
    parts = (tag("span", class_=s, style=f"flex: {counted[s]}") for s in STATUSES if s in counted)
    return tag("div", *parts, class_="bar", role="img", aria_label=told, title=told)


def _groups(groups: Mapping[object, Mapping[str, int]], name: str, say: Words) -> Markup:
    if len(groups) < 2:
        return Markup("")
    rows = [
        (
            tag("th", say("not known") if value is None else str(value), scope="row"),
            _count(sum(counted.values())),
            *(_count(counted.get(status, 0)) for status in STATUSES),
            tag("td", _bar(counted, say)),
        )
        for value, counted in groups.items()
    ]
    return _section(name, (name, *map(_right, (say("documents"), *_names(say))), ""), rows)


def _names(say: Words) -> list[str]:
    return [say.names("status", status) for status in STATUSES]


def _reasons(found: Gathered, say: Words) -> Markup:
    rows = [
        (_count(count), tag("td", say.names("status", status)), tag("td", in_language(reason, say.language)))
        for status, counted in found.reasons().items()
        for reason, count in counted.items()
    ]
    return _section(say("reasons"), (_right(say("documents")), say("status"), say("reason")), rows)


def _slow(found: Gathered, say: Words) -> Markup:
    rows = [
        (
            tag("td", f"{row['seconds']:.1f}", class_="n"),
            _count(row["pages"]),
            _count(row["ocr_pages"]),
            tag("td", row["path"]),
        )
        for row in found.slowest(SLOWEST)
        if row["seconds"]
    ]
    head = (*map(_right, (say("seconds"), say("pages"), "OCR")), say("file"))
    return _section(say("slowest"), head, rows)


def _not_ok(found: Gathered, say: Words) -> Markup:
    """Documents that are failed or partial, with all that is known of why."""
    wanted = [row for row in found.documents if row["status"] in ("failed", "partial")]
    wanted.sort(key=lambda row: (row["status"], row["path"]))
    rows: list[tuple[Markup, ...]] = [
        (
            tag("td", row["path"]),
            tag("td", say.names("status", row["status"])),
            tag("td", in_language(row["error"] or "", say.language)),
        )
        for row in wanted[:LISTED]
    ]
    if len(wanted) > LISTED:
        rows.append((tag("td", say("other documents", n=len(wanted) - LISTED), colspan=3),))
    return _section(say("not ok"), (say("file"), say("status"), say("reason")), rows)


def _count(count: int | None) -> Markup:
    return tag("td", f"{count or 0:,}", class_="n")


def _right(name: str) -> Markup:
    return tag("th", name, scope="col", class_="n")


def _section(name: str, head: Iterable[str], rows: Sequence[tuple[Markup, ...]]) -> Markup:
    if not rows:
        return Markup("")
    heads = (one if isinstance(one, Markup) else tag("th", one, scope="col") for one in head)
    body = together(*(tag("tr", *row) for row in rows))
    return tag("section", tag("h2", name), tag("table", tag("thead", tag("tr", *heads)), tag("tbody", body)))
