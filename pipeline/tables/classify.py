"""What a table is: the types of CONTRACT 3.2, each with the evidence for it in nats, and none of them with the others.

Evidence is added up: what the title is composed of, what its words leave over, the heads, the classification that the
rows' codes belong to, the rows' own names. `other` competes like any type. The best wins, the second best is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Final

from pipeline.document import Line
from pipeline.tables.captions import is_furniture, is_title
from pipeline.vocabulary.columns import Columns, TableForm, head_key
from pipeline.vocabulary.compositions import Rule

TITLED: Final = 12.0  # nats: a title that is composed of known words and nothing else
LISTED: Final = 2.0  # … and that stands in the list of titles to the letter
LEFT_OVER: Final = 3.3  # … by which each character left over speaks against it, and for a form that is none of these
IN_BRACKETS: Final = 0.1  # … of the weight of a character in brackets behind the title
LEAST: Final = 0.5  # … that stay with a title whatever is left over
ELSEWHERE: Final = 0.7  # … by which the second type of a composition is behind the first
FUNDS: Final = 4.5  # that 财政拨款支出表 is of all funds, by the titles beside it
UNNAMED: Final = 1.0  # for `other` where a title says nothing
FITTING: Final = 15.0  # heads that fit a type wholly or not at all, from half
STRANGE: Final = 1.5  # against a type that shares no head
OF_ANOTHER: Final = 16.0  # rows with codes of a classification that the type never has
OWN_CODES: Final = 2.0  # rows with codes of one that only few types have
NAMED_ROWS: Final = 5.0  # rows with the names of a type's items
AGAIN: Final = 0.3  # a type that the document has had
NEAR: Final = 4.0  # nats within which a type is near the best
FULLER: Final = 0.05  # each column that fits, among types whose columns all fit
OWN = 0.4  # weight of a form's columns that the heads have, against the heads that the form has
NATS = 4.0  # of misreading, by which a title fits a character less
MOSTLY: Final = 0.6  # share of the rows with a code
FEWEST: Final = 3  # of them
_OPEN, _CLOSED = re.compile(r"[(（]"), re.compile(r"[)）]")
_YEAR = re.compile(
    r"\d{4}年?度?|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|^\d+[、.]|[(（]续表?\d*[)）]|续表?\d*$"
)
_NUMBER = re.compile(
    r"^(?:(?:公开|附)?表[一二三四五六七八九十\d]{1,3}|(?:公开|附|预算|决算)\d{1,2}表)[:、.]?(?=\D)"
)  # 表七:, 公开05表; not 三公经费
_BODY = re.compile(
    r"^.*(?:局|委员会|委|中心|办公室|办事处|处|站|所|院|学校|大学|学院|中学|小学|幼儿园|厅|馆|政府|队|协会|联合会|集团|公司|场)(?:\(?本级\)?|机关)?"
    r"(?=部门|单位|预算|决算|收入|收支|支出|财政拨款|一般公共|公共财政|政府性|国有资本|基本|项目|三公|整体)"
)  # 清溪县国有资产管理局 before 收支总表: what a body does is no table; not 所属单位情况表
_PLACE = re.compile(r"[省市区县旗州盟镇乡]")  # 某县林场: a body, in whatever words
_FIGURE = re.compile(r"(?:预算数|决算数|金额)$")  # what a column of amounts without more is headed

_BRACKET_AT_END = re.compile(r"[(][^()]*[)]$")  # 部门基本支出预算表(人员类、运转类公用经费项目)
_KINDS: Final = frozenset({"both", "income", "outlay", "basic", "project"})

_PROJECT_NUMBER = re.compile(r"\d{15,}")  # 410711230000000008801; not an account code
_CODE = re.compile(r"\d{3,7}")  # 30217 before 公务接待费: an account, not an item of 三公
_ACCOUNT = re.compile(
    r"[\[(（]?([235]\d{2}(?:\d{2}){0,2})(?!\d)(?![.,年])"
)  # 301, 2080501, 30101-基本工资; not 2024年, 301.20
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d+")  # 12.50; not 12
_INDICATORS: Final = frozenset({"一级指标", "二级指标", "三级指标", "指标值"})
_BODIES: Final = frozenset({"单位", "单位名称", "机构名称", "部门名称", "预算单位名称", "决算单位名称", "所属单位名称"})
_ECONOMIC: Final = frozenset({"economic_classification", "basic_expenditure"})
_NEVER_ECONOMIC: Final = frozenset(
    {
        "overall",
        "income",
        "expenditure",
        "appropriation",
        "general_budget",
        "government_fund",
        "state_capital",
        "project",
    }
)
_NEVER_FUNCTIONAL: Final = frozenset({"economic_classification", "appropriation"})


def title_of(caption: Iterable[Line]) -> str | None:
    """The title among the lines of a caption: the last line that reads like one, joined if it is broken in two."""
    texts = _rejoined([line.text.strip() for line in caption if line.text.strip()])
    titles = [text for text in texts if is_title(text)]
    if titles:
        return titles[-1]
    free = [text for text in texts if not is_furniture(text)]
    return free[-1] if free else None


def _rejoined(texts: Sequence[str]) -> list[str]:
    """The lines of a caption, a title whose bracket closes on the next line in one."""
    joined: list[str] = []
    for text in texts:
        if joined and len(_OPEN.findall(joined[-1])) > len(_CLOSED.findall(joined[-1])) and _CLOSED.search(text):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


@dataclass(frozen=True, slots=True)
class Decision:
    """The type of a table, how sure it is (0–1), and the second best type (None where none is near)."""

    type: str
    sure: float
    runner_up: str | None = None


def type_by_title(title: str, columns: Columns) -> Decision:
    """What the title alone makes of a table; `other` where it names none."""
    return _decided(titled(title, columns))


def title_key(title: str) -> str:
    """A title folded, without year, number of the form and body."""
    return _BODY.sub("", _NUMBER.sub("", head_key(_YEAR.sub("", "".join(title.split())))))


def firmly_named(titles: Iterable[str], columns: Columns) -> set[str]:
    """The types that titles name without a second reading."""
    rules = [_composed(title_key(title), columns)[0] for title in titles]
    return {rule.type for rule in rules if rule is not None and rule.alternative is None}


def titled(title: str | None, columns: Columns) -> dict[str, float]:
    """Type → nats by which a title speaks for it: a misread title is read first, then cut into the words that tell."""
    if not title:
        return {}
    key = title_key(title)
    held = next(iter(columns.titles.held(key)), None)
    whole = key
    if held is not None and held.nats and columns.compositions.leaves(key):
        key = key[: held.start] + held.title + key[held.end :]
    rule, left = _composed(key, columns)
    if rule is None and held is not None and held.title == whole:  # in the list, and made of words that are in none
        return {columns.titles.types[held.title]: TITLED + LISTED}
    if rule is None:
        return {"other": UNNAMED}
    misread = held.nats / NATS if held else 0.0
    listed = held is not None and not misread and len(held.title) == len(head_key("".join(title.split())))
    found = {rule.type: max(TITLED + LISTED * listed - LEFT_OVER * left - misread, LEAST), "other": LEFT_OVER * left}
    if rule.type == "other":
        found["other"] = TITLED
    elif held is not None:
        around = len(whole) - (held.end - held.start)
        named = columns.titles.types[held.title]
        found[named] = max(found.get(named, 0.0), TITLED - misread - LEFT_OVER * around + LISTED * listed)
        found["other"] = LEFT_OVER * min(left, around)
    if rule.alternative:
        found[rule.alternative] = found[rule.type] - ELSEWHERE
    return found


def _composed(key: str, columns: Columns) -> tuple[Rule | None, float]:
    """What a folded title names, and how many of its characters are left over; those of a bracket at its end count less.

    The bracket says of which money or by what (按经济分类), and names no other kind of table: 基本支出预算表（公用经费项目）.
    """
    words = columns.compositions
    whole = words.of(key)
    meanings, behind = whole.meanings, float(len(whole.behind))
    bracket = _BRACKET_AT_END.search(key)
    if bracket is not None:
        before = words.of(key[: bracket.start()])
        if words.rule(before.meanings) is not None:
            meanings = before.meanings | (whole.meanings - _KINDS)
            behind = len(before.behind) + IN_BRACKETS * max(behind - len(before.behind), 0.0)
    rule = words.rule(meanings)
    in_front = 0 if _PLACE.search(whole.before) else len(whole.before)
    return rule, 0.0 if rule is not None and rule.free else in_front + behind


def all_funds(title: str | None, columns: Columns, named: Collection[str]) -> dict[str, float]:
    """Whether 财政拨款支出表 is of all funds, or of the general fund: each is, where the other has a table of its own."""
    rule = _composed(title_key(title), columns)[0] if title else None
    if rule is None or rule.alternative != "expenditure":
        return {}
    return {"expenditure": FUNDS} if "general_budget" in named or "government_fund" not in named else {}


def names_table(text: str, columns: Columns) -> bool:
    """Whether a line is just the title of a standard table, perhaps with year and ordinal, perhaps misread."""
    key = head_key(_YEAR.sub("", "".join(text.split())))
    return columns.titles.is_title(key)


def decide(
    title: str | None,
    heads: Collection[Sequence[str]],
    rows: Sequence[Sequence[str]],
    keys: Sequence[Sequence[str]],
    columns: Columns,
    used: Collection[str],
    named: Collection[str] = (),
) -> Decision:
    """The type of a table by all that it says of itself, and by what its document's other titles name.

    heads: the heads of each column, top to leaf; rows: the texts of its rows; keys: of their codes and names;
    used: the types that the document has had;
    named: the types that titles of the document name without doubt.
    """
    nats = defaultdict(float, dict.fromkeys((*(form.type for form in columns.forms), "other"), 0.0))
    for evidence in (
        titled(title, columns) or {"other": UNNAMED},
        headed(heads, columns),
        coded(keys),
        named_rows(rows, columns),
        dict.fromkeys(set(used) - {"other"}, -AGAIN),
        all_funds(title, columns, named),
        listed_bodies(heads, rows),
        with_goals(heads),
    ):
        for table_type, weight in evidence.items():
            nats[table_type] += weight
    return _decided(nats)


def _decided(nats: Mapping[str, float]) -> Decision:
    """The best type, its share of all that could be, and the second best."""
    if not nats:
        return Decision("other", 0.0)
    ranked = sorted(nats.items(), key=lambda one: -one[1])
    best = ranked[0]
    total = sum(exp(weight - best[1]) for _, weight in ranked)
    near = [table_type for table_type, weight in ranked[1:2] if best[1] - weight < NEAR]
    return Decision(best[0], 1 / total, near[0] if near else None)


def headed(heads: Collection[Sequence[str]], columns: Columns) -> dict[str, float]:
    """Type → nats by which the heads speak for it, or against it; nothing where there are none."""
    found: dict[str, float] = {}
    for form in columns.forms:
        shared, fit = _shared(form, heads, columns)
        if not any(heads):
            continue
        if shared >= min(2, len(form.columns)):
            found[form.type] = FITTING * (fit - 0.5) + FULLER * shared
        elif form.columns:
            found[form.type] = -STRANGE
    return found


def _shared(form: TableForm, heads: Collection[Sequence[str]], columns: Columns) -> tuple[int, float]:
    """How many columns of a form the heads have, and how well they fit (0–1).

    Both count: the share of its columns, or of as many as there are heads, and the share of the heads that it has.
    """
    amounts = {tuple(column) for column in heads if column and columns.role(column[-1]) in (None, "other")}
    terms = {column: tuple(map(columns.term, column)) for column in amounts}
    both = {column: ("/".join(heads), form.path(heads)) for column, heads in terms.items()}
    paths = {path for pair in both.values() for path in pair}
    own = {_figureless(path) for path in form.columns}
    shared = {column for path in paths for column in own if _holds(_figureless(path), column)}
    told = [column for column in amounts if any(_holds(_figureless(path), one) for one in own for path in both[column])]
    least = max(min(len(own), len(amounts)), 1)
    return len(shared), OWN * min(len(shared) / least, 1.0) + (1 - OWN) * len(told) / max(len(amounts), 1)


@lru_cache(maxsize=16_384)
def _figureless(path: str) -> str:
    return _FIGURE.sub("数", path)


def _holds(path: str, column: str) -> bool:
    """Whether a path is that of a column, ends with it, or is a part of it: 基本支出/小计."""
    return path == column or path.endswith("/" + column) or path.startswith(column + "/")


def coded(rows: Sequence[Sequence[str]]) -> dict[str, float]:
    """Type → nats by which the codes of the rows speak for it: 2xx are functions, 3xx and 5xx economic accounts."""
    classes = [_classes(row) for row in rows]
    with_codes = [found for found in classes if found]
    if len(with_codes) < FEWEST:
        return {}
    share = {kind: sum(kind in found for found in with_codes) / len(with_codes) for kind in "235"}
    if share["2"] >= MOSTLY:
        return dict.fromkeys(_NEVER_FUNCTIONAL, -OF_ANOTHER)
    if share["3"] >= MOSTLY and share["5"] >= MOSTLY:
        return {"economic_classification": OWN_CODES + 1, **dict.fromkeys(_NEVER_ECONOMIC, -OF_ANOTHER)}
    if share["3"] + share["5"] >= MOSTLY and share["2"] < 1 - MOSTLY:
        return dict.fromkeys(_ECONOMIC, OWN_CODES) | dict.fromkeys(_NEVER_ECONOMIC, -OF_ANOTHER)
    return {}


def _classes(row: Sequence[str]) -> set[str]:
    """The classifications whose codes a row begins with."""
    return {found[1][0] for text in row if (found := _ACCOUNT.match(text.strip()))}


def with_goals(heads: Collection[Sequence[str]]) -> dict[str, float]:
    """Projects with an amount and, beside it, what it is for: 项目 | 预算数 | 绩效目标."""
    leaves = {head_key(column[-1]) for column in heads if column}
    return {"project": OWN_CODES + UNNAMED} if "绩效目标" in leaves and not leaves & _INDICATORS else {}


def listed_bodies(heads: Collection[Sequence[str]], rows: Sequence[Sequence[str]]) -> dict[str, float]:
    """Whether a table lists bodies: names of them under 单位名称, and no amount anywhere."""
    leaves = {head_key(column[-1]) for column in heads if column}
    amounts = any(_AMOUNT.fullmatch("".join(text.split())) for row in rows for text in row)
    return {"organisation": OWN_CODES + UNNAMED} if leaves & _BODIES and not amounts else {}


def named_rows(rows: Sequence[Sequence[str]], columns: Columns) -> dict[str, float]:
    """Type → nats by which the names of the rows give it away, where no code stands before them."""
    names = {head_key(name) for row in rows if not any(map(_CODE.fullmatch, row[:2])) for name in row[:2]}
    keys = names | {head_key(columns.term(name)) for name in names}
    found = {form.type: NAMED_ROWS for form in columns.forms if form.rows and len(keys & set(form.rows)) >= 2}
    if sum(any(_PROJECT_NUMBER.fullmatch(text) for text in row) for row in rows) >= FEWEST:
        found["performance_project"] = found.get("performance_project", 0.0) + OWN_CODES
    return found
