"""Sums and repetitions inside the text, and between the text and the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.amounts import decimals
from pipeline.checks.called import called
from pipeline.checks.figures import ZERO, mention_figure, signed_change, statement_figure
from pipeline.checks.identity import Finding, at_most, same, sum_of
from pipeline.checks.ledger import Ledger
from pipeline.checks.prose import Mention, quantity_key
from pipeline.document import Statement

_PARTITIONS = (  # keys of parts that together are all of their whole
    ("基本", "项目"),
    ("人员经费", "公用经费"),
    ("因公出国境费", "公务接待费", "公务用车购置及运行费"),
)
_OTHER_PARTS = frozenset({"上缴上级", "经营", "对附属单位补助", "结余分配", "年末结转和结余"})
_GENERAL = "一般公共预算"
_USES = {"人员经费": ("工资福利", "对个人和家庭的补助"), "公用经费": ("商品和服务", "资本性")}
_SPENT = re.compile(r"支出|经费|费$")  # a whole that may be split into 基本支出 and 项目支出
_SAID_EQUAL = re.compile(r"公用经费(?:之和|支出)?(?:相|保持)?一致")  # 与…基本支出中公用经费之和一致
_SIGNIFICANT = 2  # digits under one name that do not agree by chance


@dataclass(frozen=True, slots=True)
class Group:
    """A whole and its parts as one paragraph prints them."""

    label: str
    whole: Mention
    parts: tuple[Mention, ...]


def parts_in_text_add_to_whole(ledger: Ledger) -> Iterator[Finding]:
    """基本支出 + 项目支出, 人员经费 + 公用经费, the three “三公” items: their sum is the amount they split."""
    for group in _groups(ledger):
        whole = mention_figure(group.whole)
        demanded = bool(_SPENT.search(group.whole.name)) and "总计" not in group.whole.clause
        demanded = demanded and (group.parts[0].key != "人员经费" or "基本" in group.whole.name)
        yield from sum_of("parts_in_text_add_to_whole", whole, map(mention_figure, group.parts), "", demanded)


def split_is_printed_alike(ledger: Ledger) -> Iterator[Finding]:
    """基本支出 and 项目支出 of one total are the same wherever the text prints them; 基本支出's own section too."""
    rule = "split_is_printed_alike"
    splits = [group for group in _groups(ledger, loose=True) if group.parts[0].key == "基本"]
    for at, group in enumerate(splits):
        twin = next((other for other in splits[:at] if other.whole.value == group.whole.value), None)
        if twin and twin.whole.section_id != group.whole.section_id:
            for ours, theirs in zip(twin.parts, group.parts, strict=True):
                for finding in same(rule, mention_figure(ours), mention_figure(theirs), exactly=True):
                    yield replace(finding, root=f"{rule} {group.whole.value}")
    if splits and len({group.whole.value for group in splits}) == 1 and _is_all_general(ledger, splits[0].whole):
        for mention in ledger.mentions:
            if mention.label == "basic_expenditure" and mention.key == "基本" and not mention.change:
                if not any(mention in group.parts for group in splits):
                    nearest = min(splits, key=lambda group: abs(group.parts[0].value - mention.value))
                    yield from same(rule, mention_figure(nearest.parts[0]), mention_figure(mention))
                break


def _is_all_general(ledger: Ledger, whole: Mention) -> bool:
    """Whether a total is that of 一般公共预算: then its 基本支出 is the one of the next section; with own income it is more."""
    printed = {mention.value for mention in ledger.mentions if _GENERAL in mention.name and not mention.change}
    printed |= {f.value for sheet in ledger.of("general_budget") for row in sheet.rows for f in row.figures.values()}
    return _GENERAL in whole.name or whole.value in printed


def uses_add_to_staff_and_office_costs(ledger: Ledger) -> Iterator[Finding]:
    """人员经费 = 工资福利 + 对个人和家庭的补助, 公用经费 = 商品和服务 + 资本性支出, where text prints all four."""
    printed: dict[str, Mention] = {}
    for mention in ledger.mentions:
        if not mention.change:
            printed.setdefault(mention.key, mention)
    if all(use in printed for uses in _USES.values() for use in uses) and _uses_are_of_basic_expenditure(printed):
        for name, uses in _USES.items():
            if name in printed:
                parts = [mention_figure(printed[use]) for use in uses]
                rule = "uses_add_to_staff_and_office_costs"
                for finding in sum_of(rule, mention_figure(printed[name]), parts):
                    yield replace(finding, root=rule)


def _uses_are_of_basic_expenditure(printed: dict[str, Mention]) -> bool:
    """Whether the four uses add to 基本支出; else they may hold 项目支出 too."""
    total = sum((printed[use].value for uses in _USES.values() for use in uses), ZERO)
    return "基本" in printed and total == printed["基本"].value


def items_in_text_add_to_class(ledger: Ledger) -> Iterator[Finding]:
    """“一般公共服务支出…万元，具体包括：” is the sum of the （项） that the text lists under it."""
    for mentions in ledger.mentions_of.values():
        section = ledger.sections[mentions[0].section_id]
        for at, whole in enumerate(mentions):
            name = whole.name.removesuffix("支出")
            if not section.text.startswith(("，具体包括", ",具体包括"), whole.end) or not name:
                continue
            items = [
                m for m in mentions[at + 1 :] if "（项）" in m.clause.replace("(项)", "（项）") and name in m.clause
            ]
            yield from sum_of("items_in_text_add_to_class", mention_figure(whole), map(mention_figure, items))


def shares_add_to_the_whole(ledger: Ledger) -> Iterator[Finding]:
    """Parts said to make up a whole (按…分类, 包括, 用于以下方面) add to it, and their shares to 100 %."""
    by_section: dict[str, list[Statement]] = defaultdict(list)
    for statement in ledger.document.statements:
        if statement.kind == "share" and statement.amount is not None and statement.percent is not None:
            by_section[statement.section_id].append(statement)
    for section_id, shares in by_section.items():
        text = ledger.sections[section_id].text if section_id in ledger.sections else ""
        for paragraph in _by_paragraph(text, shares):
            whole = _whole_of(ledger, text, paragraph)
            if whole:
                figures = [figure for share in paragraph if (figure := statement_figure(share))]
                yield from sum_of("shares_add_to_the_whole", mention_figure(whole), figures)


_COMPLETE = re.compile(r"按.{0,16}分|包括|用于以下|具体构成")  # the list after it is meant to be complete


def _whole_of(ledger: Ledger, text: str, shares: Sequence[Statement]) -> Mention | None:
    """The amount before a list of shares that every share of the list is a share of."""
    before = [m for m in ledger.mentions_of.get(shares[0].section_id, ()) if m.end <= shares[0].char_start]
    if len(shares) < 2 or not before or before[-1].change:
        return None
    whole, begin = before[-1], shares[0].char_start
    if whole.value == ZERO or "\n" in text[whole.end : begin] or not _COMPLETE.search(text[whole.end : begin]):
        return None
    fits = all(
        abs((share.amount or ZERO) / whole.value * 100 - (share.percent or ZERO)) <= Decimal("0.02") for share in shares
    )
    return whole if fits else None


def _by_paragraph(text: str, statements: Sequence[Statement]) -> list[list[Statement]]:
    groups: dict[int, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda each: each.char_start):
        groups[text.rfind("\n", 0, statement.char_start)].append(statement)
    return list(groups.values())


def changes_of_parts_add_to_change_of_whole(ledger: Ledger) -> Iterator[Finding]:
    """The change of 支出 is the change of 基本支出 plus that of 项目支出, where one sentence gives all three."""
    by_sentence: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in ledger.document.statements:
        if statement.kind == "change" and statement.amount is not None and statement.base == "prior_year":
            by_sentence[statement.section_id, statement.sentence].append(statement)
    for changes in by_sentence.values():
        keys = [quantity_key(change.indicator) for change in changes]
        if len(changes) == 3 and keys[1:] == ["基本", "项目"]:
            whole, *parts = (figure for change in changes if (figure := signed_change(change)))
            yield from sum_of("changes_of_parts_add_to_change_of_whole", whole, parts)


def operating_cost_is_office_cost(ledger: Ledger) -> Iterator[Finding]:
    """机关运行经费 is never above the 公用经费 it is part of: that of the text where it says the two agree, else of the tables."""
    office = [m for m in ledger.mentions if m.key == "公用经费" and m.label == "basic_expenditure" and not m.change]
    tables = ledger.named.get("公用经费", ())
    whole = mention_figure(office[0]) if office else max(tables, key=lambda figure: figure.value, default=None)
    for mention in ledger.mentions:
        if whole and mention.label == "operating_cost" and "机关运行经费" in mention.name and not mention.change:
            after = ledger.sections[mention.section_id].text[mention.end : mention.end + 80]
            if _SAID_EQUAL.search(after):
                yield from at_most("operating_cost_is_office_cost", mention_figure(mention), whole)
            elif tables and not any(mention_figure(mention).value <= figure.value for figure in tables):
                most = max(tables, key=lambda figure: figure.value)
                yield from at_most("operating_cost_is_office_cost", mention_figure(mention), most)
            break


def text_agrees_with_tables(ledger: Ledger) -> Iterator[Finding]:
    """An amount of the text stands in a table under the same name. Told where it holds."""
    for mention in ledger.mentions:
        if mention.change or len(mention.printed.as_tuple().digits) < _SIGNIFICANT:
            continue
        for figure in ledger.named.get(called(mention.name), ()):
            yield from same("text_agrees_with_tables", figure, mention_figure(mention), demanded=False)


def item_in_text_stands_in_its_table(ledger: Ledger) -> Iterator[Finding]:
    """What completes the budget of a 类款项 is its 合计 in 一般公共预算支出表, all three names the same."""
    for statement in ledger.document.statements:
        figure = statement_figure(statement)
        key = called(statement.indicator)
        if statement.kind != "completion" or statement.section_label != "general_budget" or figure is None:
            continue
        matches = [f for f in ledger.named.get(key, ()) if f.source in ledger.general] if key.count("/") == 2 else []
        if len(matches) == 1:
            root = f"{matches[0].value} {figure.value}"  # level_in_text_is_that_of_its_table may say so too
            for finding in same("item_in_text_stands_in_its_table", matches[0], figure):
                yield replace(finding, root=root)


def statement_agrees_with_tables(ledger: Ledger) -> Iterator[Finding]:
    """The amount of a share or a completion stands in a table under the name of its indicator. Told where it holds."""
    for statement in ledger.document.statements:
        figure = statement_figure(statement)
        if statement.kind == "change" or figure is None or len(figure.printed.as_tuple().digits) < _SIGNIFICANT:
            continue
        for other in ledger.named.get(called(statement.indicator), ()):
            yield from same("statement_agrees_with_tables", other, figure, demanded=False)


def amount_is_in_its_unit(ledger: Ledger) -> Iterator[Finding]:
    """An amount in 元 whose digits the document prints elsewhere in 万元 is meant in 万元 (48.01元)."""
    in_wan = {m.printed: mention_figure(m) for m in ledger.mentions if m.unit == "万元"}
    in_wan |= {
        f.printed: f for sheet in ledger.sheets for row in sheet.rows for f in row.figures.values() if f.unit == "万元"
    }
    for mention in ledger.mentions:
        twin = in_wan.get(mention.printed)
        if mention.unit == "元" and twin and decimals(mention.printed) and len(mention.printed.as_tuple().digits) > 2:
            yield Finding(
                "amount_is_in_its_unit",
                "fail",
                f"{mention.name} {mention.printed}元, {twin.name} {twin.printed}万元: 万元 is meant",
                (mention.source, twin.source),
                severity="unit",
                expected=twin.value,
                actual=mention.value,
                tolerance=twin.half,
            )


def _groups(ledger: Ledger, loose: bool = False) -> Iterator[Group]:
    """Wholes with their parts: the parts of one partition in one paragraph, after an amount that is none of them.

    `loose` takes parts that stand in paragraphs of their own (1.基本支出…  2.项目支出…).
    """
    for mentions in ledger.mentions_of.values():
        text = ledger.sections[mentions[0].section_id].text
        quantities = [mention for mention in mentions if not mention.change]
        for keys in _PARTITIONS:
            for at, mention in enumerate(quantities):
                if mention.key != keys[0] or at == 0:
                    continue
                whole = quantities[at - 1]
                parts = [mention, *_rest(quantities[at + 1 :], keys[1:])]
                near = loose or "\n" not in text[whole.end : parts[-1].start]
                alone = not any(other.key in _OTHER_PARTS and other.value for other in quantities)
                if near and alone and len(parts) == len(keys) and whole.key not in keys:
                    yield Group(mention.label, whole, tuple(parts))


def _rest(mentions: Sequence[Mention], keys: Sequence[str]) -> list[Mention]:
    """The first mention of each key, up to the next amount that repeats one."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.key in keys and mention.key not in found:
            found[mention.key] = mention
    return [found[key] for key in keys if key in found]
