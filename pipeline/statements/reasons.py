"""The words of a reason: where they begin and end behind 主要原因是, 因, 主要是."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.statements.drafts import Reading
from pipeline.statements.tokens import AMOUNT, PERCENT, Kind, Token, any_of, tokens_between
from pipeline.vocabulary.cues import Cues

_COUNTS = tuple(  # the first of a list, and what its later ones look like
    (re.compile(rf"(?:主要)?{first}"), re.compile(rf"{later}|另一方面|另外|再者"))
    for first, later in (
        ("一是|(?:主要)?是?一方面", "[二三四五六七八九]是|另一"),
        ("一来是?", "[二三]来"),
        ("其一", "其[二三四五六]"),
        ("一、", "[二三四五六]、"),
        (r"1[.、)）]", r"[2-9][.、）)]"),
        ("（一）", "（[二三四五六]）(?!.{0,20}情况)"),  # not the next heading: （二）收入决算情况说明
        ("（1）", "（[2-9]）"),
        ("①", "[②-⑨]"),
        (r"a[.、)）]", r"[b-h][.、)）]"),
        ("第一", "第[二三四五六]"),
        ("[^，。；：]{2,10}方面[，：]", "[^，。；：]{2,10}方面[，：]"),
    )
)
_YEAR = re.compile(r"20\d\d年(?!度)")
_NEW_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）)20\d\d年"
)  # …，三、2023年公务接待费
_DOUBLED = ("由于", "因为", "系因", "因")
_LONGEST = 800  # characters of a reason
_MARK = re.compile(r"[。！；，]")
_FIGURE = re.compile(f"{AMOUNT}|{PERCENT}")
_OPENS_WITH_AMOUNT = re.compile(
    rf"[^，。；\d]{{2,30}}?(?:收入|支出|费|经费|结余|总计|合计)[^，。；\d增减占]{{0,10}}"
    rf"(?:{AMOUNT})(?=，?(?:占|较|比|与|完成|同比|其中|主要|原因))"
)
_EDGES = "，。；：、！,.;: 　"
_OPEN_QUOTE = re.compile(r"^“(?![^“]*”)|“$")  # one that nothing closes


@dataclass(frozen=True, eq=False)
class ReasonForms:
    """The patterns of reasons, built from the cues."""

    trailing: re.Pattern[str]
    stops: re.Pattern[str]
    compares: re.Pattern[str]
    new_topic: re.Pattern[str]
    pointers: re.Pattern[str]  # 培训费增加的原因是 at a clause's beginning
    turns: re.Pattern[str]  # behind a semicolon also 同比增加，是由于
    said: re.Pattern[str]  # 公务接待费减少, 多出的部分 before 主要是
    happened: re.Pattern[str]  # the verb of 公务接待费减少 (的主要原因)


@lru_cache(maxsize=4)
def reason_forms(cues: Cues) -> ReasonForms:
    """The patterns for a vocabulary."""
    verbs = any_of({*cues.direction["increase"], *cues.direction["decrease"]})
    long = any_of({w for k in ("increase", "decrease", "flat") for w in cues.direction[k] if len(w) > 1})
    slow = rf"{any_of(cues.completion['rates'])}(?:[偏较不略](?:低|慢|高)|未达[^，。；]{{0,8}})"
    budget = r"(?:未完成|超出?|低于|高于|大于|小于)(?:年初|全年|调整)?(?:预算|上年|去年)(?:预算|决算)?数?"
    says_why = any_of(
        {*(word for word in cues.reason["open"] if word[0] in "主是缘源归均都"), "系"} - {"主要为", "主要受", "主要由"}
    )
    why = rf"(?:的?(?:主要|具体|根本|直接)?原因，?(?:是|为|系|：|在于)|{says_why})"
    pointed = rf"(?:{verbs}|{budget}|[多少超短][收支])[^，。；]{{0,6}}?"
    next_pointer = rf"[^，。；]{{0,24}}{pointed}{why}"
    return ReasonForms(
        pointers=re.compile(next_pointer),
        turns=re.compile(rf"[^，。；]{{0,24}}{pointed}，?{why}"),
        said=re.compile(
            rf"(?:除|而)?(?P<name>[^，。；]*?)(?P<verb>{long}|{budget}|{slow}|{any_of(cues.reason['changing'])})"
            r"(?:较[多大快少]|(?:额|数|率|幅度|因素)|(?:出来?|来)?的?[这那]?一?部分，?|的)?(?:均|都)?$"
        ),
        happened=re.compile(rf"(?:{long}|与?(?:上年|去年).*)$"),
        trailing=re.compile(f"{any_of(cues.reason['trailing'])}$"),
        stops=re.compile(any_of(cues.reason["stops"])),
        compares=re.compile(
            rf"[^，。；]{{0,30}}(?:比(?!例|重)|较|与)[^，。；]{{0,24}}(?:{verbs}[^，。；]{{0,4}}(?:{AMOUNT}|{PERCENT})|持平)"
            rf"|{next_pointer}"  # 培训费增加的原因是; 低于上年主要是
        ),
        new_topic=re.compile(
            rf"主要|其中|具体|20\d\d年度?(?:全年|共|累计|召开|组织|安排)|决算|年初|年末|本年|{any_of(cues.names['begins'])}"
        ),
    )


def find_reasons(reading: Reading) -> None:
    """Gives each cue of reasons the span of the words that it opens, whether they explain something or not."""
    for passage, tokens in zip(reading.passages, reading.tokens, strict=True):
        for token in tokens:
            if token.kind in (Kind.CAUSE, Kind.OPEN):
                start = _reason_start(passage.text, token, reading.cues)
                token.reason = start, reason_end(passage.text, start, reason_forms(reading.cues))
        for token in tokens:
            if token.reason and (
                _explains_itself(token, tokens, passage.text, reason_forms(reading.cues))
                or _leads_to_reason(token, tokens, reading.cues)
            ):
                token.reason = None


def _leads_to_reason(opening: Token, tokens: list[Token], cues: Cues) -> bool:
    """主要用于…项目，主要原因：…: a purpose, and behind it the reason."""
    within = tokens_between(tokens, *(opening.reason or (0, 0)))
    return opening.text in cues.reason["purposes"] and any(token.kind is Kind.CAUSE for token in within)


def _explains_itself(opening: Token, tokens: list[Token], text: str, forms: ReasonForms) -> bool:
    """Whether the words behind a cue compare and explain on their own: 主要原因是：1.公务接待费增加2万元，增加的原因是…."""
    start, end = opening.reason or (0, 0)
    if text.startswith(("前者", "前一项"), start):
        return True
    if text[start - 1] == "：" and (pointer := forms.pointers.match(text, start, end)) and pointer.end() < end:
        return True  # 增减变动的主要原因：基本支出增加是因为…；项目支出减少是因为…
    compared = False
    for token in tokens_between(tokens, start, end):
        if token.kind is Kind.CAUSE and compared:
            return True
        compared = compared or token.kind in (Kind.UP, Kind.DOWN, Kind.SIGNED)
    return False


def _reason_start(text: str, token: Token, cues: Cues) -> int:
    """Behind the cue and what may double it (主要原因是：因), at the cue where it is a part of the reason (受…影响)."""
    kept = token.kind is Kind.OPEN and token.text in cues.reason["kept"]
    start = token.start if kept else token.end
    while start < len(text) and text[start] in "：，":
        start += 1
    doubled = next((opening for opening in _DOUBLED if text.startswith(opening, start)), "")
    return start if text.startswith(cues.reason["never"], start) else start + len(doubled)


def reason_end(text: str, start: int, forms: ReasonForms) -> int:
    """Where the reason that begins at `start` ends: at the sentence's end, sooner where another topic begins."""
    text = text[: start + _LONGEST]
    close = _closing_bracket(text, start)
    counted = next((later for first, later in _COUNTS if first.match(text, start)), None)
    yearly = _YEAR.match(text, start)  # 2022年受疫情影响…；2023年恢复正常…
    for mark in _MARK.finditer(text, start):
        after = mark.end()
        if close is not None and mark.start() > close:
            return close
        if mark[0] == "，":
            if _leaves(text, start, after, forms):
                return mark.start()
        elif (counted and counted.match(text, after)) or (yearly and _YEAR.match(text, after)):
            continue
        elif mark[0] != "；" or _parts(text, after, forms, counted=bool(counted)):
            return mark.start()
    return close if close is not None else len(text)


def clean_reason(words: str, forms: ReasonForms) -> str | None:
    """A reason without blanks, the marks around it, and 等原因 / 所致 at its end; None where nothing is left."""
    reason = _OPEN_QUOTE.sub("", "".join(words.split()).strip(_EDGES)).strip(_EDGES)
    shorter = forms.trailing.sub("", reason).strip(_EDGES)
    return None if shorter in ("", "无", "没有", "不存在", "暂无", "略") else shorter


def _closing_bracket(text: str, start: int) -> int | None:
    """The place of the bracket that closes around `start`, if it stands inside brackets."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] == "（":
            depth += 1
        elif text[place] == "）":
            depth -= 1
            if depth < 0:
                return place
        elif text[place] == "。" and depth <= 0:
            return None
    return None


def _leaves(text: str, start: int, after: int, forms: ReasonForms) -> bool:
    """Whether the clause after a comma is no longer the reason."""
    if forms.stops.match(text, after) or _NEW_ITEM.match(text, after):
        return True
    if _FIGURE.search(text, start, after):
        return False
    return bool(forms.compares.match(text, after) or _OPENS_WITH_AMOUNT.match(text, after))


def _parts(text: str, after: int, forms: ReasonForms, *, counted: bool) -> bool:
    """Whether a semicolon ends the reason: the next piece has figures, or speaks of another quantity."""
    piece = re.compile(r"[^；。]*").match(text, after)
    words = piece[0] if piece else ""
    if forms.stops.match(words) or forms.turns.match(text, after):
        return True
    if counted and not _FIGURE.search(words):
        return False
    return not words or bool(
        _FIGURE.search(words) or forms.new_topic.match(words) or "持平" in words or len(words) > 50
    )
