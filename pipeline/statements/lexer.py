"""A passage's words of comparison: one pattern, built once from the cues, cuts the text into tokens.

Whatever no token takes is plain text, which the grammar reads as names of quantities.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.statements.patterns import (
    AMOUNT,
    FIGURE_AHEAD,
    NUMBER,
    PERCENT,
    RATE_AHEAD,
    SHORT,
    TIMES,
    UNIT,
    YEAR,
    any_of,
)
from pipeline.statements.tokens import Kind, Token
from pipeline.statements.words import Words
from pipeline.vocabulary.cues import Cues

_NOT_FUND = r"(?<!公共)(?<!基金)(?<!经营)(?<!保险)"  # 预算 of 一般公共预算 is no base
_PLAIN = r"[^，。；：、\d%（）]"  # inside one clause
_ODD_BRACKETS = r"[^\d（）]{1,4}"  # a name's own brackets: 因公出国（境）, 行政运行（项）; not （其中：…）


@lru_cache(maxsize=4)
def pattern(cues: Cues) -> re.Pattern[str]:
    """The one pattern of all tokens; where two could begin at the same place, the earlier one of `Kind` wins."""
    never = cues.reason["never"]
    official = any_of(word[1:] for word in never if word[0] == "因")
    groups = {
        Kind.SHIFT: _shift(cues),
        Kind.NIL: r"(?:为|是)零(?!增长)|(?:为|是)0(?=[，。；、）]|$)|零支出|未发生(?:支出|费用)(?=，|。|；)",
        Kind.RANGE: rf"{NUMBER}(?:%|{UNIT})?[~\-—–至]{NUMBER}(?:%|{UNIT})",
        Kind.POINTS: rf"{NUMBER}个?百分点",
        Kind.AMOUNT: rf"{AMOUNT}|(?<=[少加降升长低高为是各]){SHORT}",
        Kind.PERCENT: rf"{PERCENT}|{TIMES}",
        **_completion(cues),
        Kind.SHARE: _share(cues),
        Kind.RELATION: _relation(cues),
        Kind.DIFFERENCE: any_of(cues.completion["differs"]),
        Kind.CAUSE: _cause(cues),
        Kind.BASE: _base(cues),
        **_directions(cues),
        Kind.OPEN: rf"{any_of({*cues.reason['open'], *cues.reason['purposes']})}(?!(?<=因){official})"
        rf"|属于?(?=[^，。；]{{0,40}}正常(?:年度)?{any_of(cues.reason['changing'])})",  # 属于…的正常变化
        Kind.FLAT: any_of(cues.direction["flat"]),
        Kind.STILL: any_of(cues.direction["flat_with_base"]),
        Kind.INSIDE: any_of(cues.lists["inside"]),
        Kind.EACH: any_of(cues.lists["each"]),
        Kind.STOP: "[。！]",
        Kind.SEMICOLON: "；",
        Kind.COMMA: "，",
        Kind.PAUSE: "、",
        Kind.COLON: "：",
        Kind.LEFT: rf"（(?!{_ODD_BRACKETS}）)",
        Kind.RIGHT: "）",
    }
    return re.compile(
        f"(?P<name>{any_of(never)}|（{_ODD_BRACKETS}）)|" + "|".join(f"(?P<{k}>{p})" for k, p in groups.items())
    )


def tokens(words: Words, cues: Cues) -> list[Token]:
    """The tokens of a folded passage, in order.

    A cue of one character counts only where it is a word of its own, and a base that opens with 和 only where 和 is one:
    社会保障和就业支出预算 is a name.
    """
    found: list[Token] = []
    search, start = pattern(cues).search, 0
    while start <= len(words.text) and (match := search(words.text, start)):
        kind = match.lastgroup or "name"
        start = max(match.end(), start + 1)
        if kind == "open" and len(match[0]) == 1 and not words.whole(*match.span()):
            continue
        if kind == "base" and match[0][0] == "和" and not words.begins(match.start()):
            start = match.start() + 1
            continue
        if kind != "name":
            found.append(Token(Kind(kind), match.start(), match.end(), match[0]))
    return found


def budget(cues: Cues) -> str:
    """A pattern for the budgets that a completion is measured by."""
    return f"{_NOT_FUND}{any_of((*cues.base['initial_budget'], *cues.base['annual_budget']))}"


def _completion(cues: Cues) -> dict[Kind, str]:
    figure = rf"(?:收入|支出|指标)?(?:数额|数|总额|金额|额|任务|的)*(?:{AMOUNT})?"
    tail = rf"{figure}(?:的|比例|比重|百分比|进度|率)*(?:为|达到|达|约|是|：)*{RATE_AHEAD}"
    own = rf"(?:{YEAR}|当年|全年|本年度?|市|县|区|省)?(?:部门|单位)?"
    loose = any_of(set(cues.completion["verbs"]) - set(cues.completion["tight"]))
    tight = any_of(set(cues.completion["tight"]) - {"占"})
    parts = any_of(cues.share["wholes"])  # 占支出预算的: a share
    verb = rf"(?:{loose}(?:了|率)?{own}[^，。；：、占%增减]{{0,12}}?|{tight}{own}|占(?!{parts}){own})"
    return {
        Kind.COMPLETION: f"{verb}{budget(cues)}{tail}",
        Kind.COMPLETED: rf"完成了?{RATE_AHEAD}",
        Kind.RATE: rf"{any_of(cues.completion['rates'])}(?:均|仅|约?为|达到|达|是|：|约)*{RATE_AHEAD}",
    }


def _shift(cues: Cues) -> str:
    """由上年的812万元下降到655万元; also with rates."""
    verbs = any_of(word for name in ("increase", "decrease") for word in cues.direction[name])
    figure = rf"(?:{YEAR})?{_PLAIN}{{0,10}}?(?:{AMOUNT}|{PERCENT})"
    return rf"(?:由|从){_PLAIN}{{0,2}}?{figure}，?(?:{verbs}|调整|压|变)(?:到|至|为){figure}"


def _share(cues: Cues) -> str:
    parts, links = any_of(cues.share["parts"]), "(?:仅|约?为|达到|达|约|是|：)*"
    whole = rf"(?:分别|依次|各|约|仅|共)*占(?!用|地){parts}?[^，。；：%]{{0,60}}?(?:的)?{parts}?{links}{RATE_AHEAD}"
    return rf"{whole}|{parts}{links}{RATE_AHEAD}"


def _relation(cues: Cues) -> str:
    actual = rf"(?:{any_of(cues.completion['actual'])}(?:总额|金额|数|额)*)"
    sides = any_of({*cues.completion["above"], *cues.completion["below"], *cues.completion["equal"]} - {"大", "小"})
    short = any_of({*cues.completion["above"], *cues.completion["below"]})
    of = rf"(?:{YEAR})?(?:部门)?{budget(cues)}(?:总额|金额|数|额)*"
    return (
        rf"{actual}?(?:略|远|均)?{sides}了?{of}"  # 决算数大于预算数
        rf"|{of}(?:略|远|均)?{sides}{actual}"  # 预算数大于决算数
        rf"|(?:高于|低于|多于|少于|大于|小于|超过)了?(?:{YEAR}|{any_of(cues.base['prior_year'])})"  # 低于上年1.2万元
        rf"{any_of(cues.base['figures'])}{{0,4}}{FIGURE_AHEAD}"
        # 决算数比预算数大
        rf"|{actual}(?:与|同|和|比|较|跟){of}(?:相比)?(?:略|远|有所|基本)?(?:偏)?{short}(?=，|。|的|原因|主要|是)"
    )


def _cause(cues: Cues) -> str:
    about, nouns, links = (any_of(cues.reason[name]) for name in ("about", "nouns", "links"))
    what = any_of(cues.reason["changing"])
    said = rf"(?:其|主要|具体)*{what}的?(?:主要|具体)?{any_of(cues.reason['like_nouns'])}{{1,2}}|主要(?:{what}|情况)"
    figures = rf"[^。；]{{0,80}}?(?:{AMOUNT}|{PERCENT})"  # 变动情况：基本支出增加3万元 says what changed, not why
    told = rf"(?:^|(?<=[，。；：]))(?:{said})(?:(?:是|为|如下)?：|是|为)(?!{figures})"
    like = rf"(?<=[数额加少长降升平异动化])的(?:主要|具体)?{any_of(cues.reason['like_nouns'])}(?:是|为|如下)?："
    return (
        rf"(?:{about}(?=.{{0,8}}{nouns})){{0,6}}{nouns}(?:{nouns}|{links}|的|，(?=一|1|主要|是)){{0,6}}|{like}|{told}"
    )


def _base(cues: Cues) -> str:
    """较上年, 与2023年预算相比; 与 and 和 only where a closing word, a verb or a flat word comes in the same clause."""
    joining = set(cues.comparison["joining"])
    opening, closing = any_of(set(cues.comparison["opening"]) - joining), any_of(cues.comparison["closing"])
    directions = (*cues.direction["flat"], *cues.direction["flat_with_base"])
    verbs = any_of(
        {*directions, *(w for d in ("increase", "decrease", "signed") for w in cues.direction[d] if len(w) > 1)}
    )
    years, differs = any_of(cues.base["prior_year"]), any_of(cues.completion["differs"])
    of = rf"(?:{YEAR}|{years}|{budget(cues)})(?!结转|结余|年末结)"
    tail = rf"(?:(?!{verbs}){any_of(cues.base['figures'])}|{YEAR}){{0,8}}(?:{closing})?"
    between = rf"(?:(?!{_VERBISH}){_PLAIN}){{0,10}}?"
    ahead = rf"(?={_PLAIN}{{0,24}}?(?:\d{{4}}年)?(?:{_PLAIN}{{0,8}}?{AMOUNT})?{_PLAIN}{{0,16}}?(?:{closing}|{verbs}|{differs}))"
    noun = rf"(?:(?!{_VERBISH}|支出|收入|经费){_PLAIN}){{0,10}}?"  # 社会保障和就业支出预算: its 和 joins nouns
    opened = rf"(?:{opening}{between}|{any_of(joining)}{ahead}{noun})"
    also = rf"(?:(?:和|及|以及|、|与|同){of}{tail})?"  # 与上年决算数及年初预算数相比
    on = rf"在(?:{YEAR}|{years}){_PLAIN}{{0,8}}(?:{AMOUNT})?的?基础上"
    return rf"{opened}{of}{tail}{also}|{on}|{any_of(cues.comparison['alone'])}(?:口径|{years})?"


_VERBISH = "占|增|减|降|比|较|与|完成|持平|大于|小于|主要|原因"


def _directions(cues: Cues) -> dict[Kind, str]:
    adverbs = rf"(?:{any_of(cues.direction['adverbs'])}){{0,3}}"
    fillers = rf"(?:{any_of(cues.direction['fillers'])}){{0,5}}(?:（[^（）\d]{{2,24}}）)?"  # 增长（同口径）3%
    words = {Kind.UP: "increase", Kind.DOWN: "decrease", Kind.SIGNED: "signed"}
    found = {}
    for kind, name in words.items():
        verb = any_of(cues.direction[name])
        found[kind] = rf"{adverbs}{verb}{{1,2}}(?:[（/]{verb}）?)?{fillers}{FIGURE_AHEAD}"  # 减少, 减少（下降）
    up, down = any_of(cues.direction["increase"]), any_of(cues.direction["decrease"])
    either = rf"{adverbs}(?:{up}(?:/|（|或){down}|{down}(?:/|（|或){up})）?{fillers}{FIGURE_AHEAD}"
    found[Kind.SIGNED] += f"|{either}"
    found = {Kind.SIGNED: found.pop(Kind.SIGNED)} | found
    verbs = any_of(word for name in words.values() for word in cues.direction[name])
    loose = any_of(w for name in ("increase", "decrease") for w in cues.direction[name] if len(w) > 1)
    found[Kind.LOOSE] = rf"{adverbs}{loose}(?:较[多大快少]|不大|明显)?(?=[，。；]|$)"
    return found | {Kind.BLANK: rf"{verbs}{fillers}_*(?:万元|%|个百分点)|占[^，。；：、\d%]{{0,30}}_*%"}
