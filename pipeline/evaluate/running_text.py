"""Annotated outlines set out as reports in running text, well and badly printed, to see whether they are found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from pipeline.document import Line, Page
from pipeline.sections import find_sections
from pipeline.train.sections.outlines import Outline, Title
from pipeline.train.sections.worn import BY_PLACE
from pipeline.train.slips import Taken, misread
from pipeline.vocabulary.heading_models import HeadingModels
from pipeline.vocabulary.headings import Headings

Setting = Callable[[Title, Random], Title]
Headed = tuple[str, str, tuple[str, ...]]  # number, title, accepted labels

_TEXTS: Final[dict[str, tuple[str, ...]]] = {  # what stands under a heading of a label; the figures are invented
    "duties": (
        "贯彻执行国家有关法律法规和方针政策，拟订本区域的发展规划并组织实施。",
        "（一）负责日常工作的组织协调；\n（二）承担业务数据的统计和分析；\n（三）完成上级交办的其他任务。",
    ),
    "organisation": ("内设办公室、业务科、财务科3个机构，核定编制18名，实有在职人员16名，退休人员5名。",),
    "overview": (),
    "narrative": (),
    "report_tables": (),
    "attachment": (),
    "glossary": (
        "一、财政拨款收入：指同级财政部门当年拨付的资金。\n二、基本支出：指为保障机构正常运转而发生的人员支出和公用支出。",
    ),
    "three_public": (
        "支出合计2.35万元，比上年减少0.15万元，主要原因是严格控制接待标准。\n1.公务接待费0.55万元，共接待8批次、62人次。",
    ),
    "empty_tables": ("本年度没有使用政府性基金预算安排的支出，因此该表为空。",),
}
_OTHERWISE: Final = (
    "合计152.36万元，比上年增加4.21万元，增长2.84%，主要原因是人员工资正常晋级。",
    "本年度安排38.40万元，其中：办公费6.20万元，印刷费1.15万元，差旅费3.05万元，占全部支出的25.20%。",
    "按照规定程序完成各项任务，没有发生上述支出。",
    "与上年持平。",
    "年末结转和结余3.18万元，较上年减少0.42万元，下降11.67%，主要是项目资金加快了支付进度。",
    "共有车辆2辆，其中一般公务用车1辆、其他用车1辆；单价50万元以上的通用设备0台（套）。",
    "货物支出12.60万元、服务支出8.35万元，授予中小企业合同金额占全部合同金额的100.00%。",
    "由于机构调整，人员减少3人，相应的工资福利支出减少21.06万元。",
)


@dataclass(frozen=True, slots=True)
class Found:
    """Headings that stand in the texts, that were found, that have their number and title, and a right label too."""

    wanted: int
    given: int
    found: int
    labelled: int

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.wanted + self.given)

    @property
    def labelled_f1(self) -> float:
        return 2 * self.labelled / (self.wanted + self.given)


def as_printed(title: Title, random: Random) -> Title:
    return title


def without_numbers(title: Title, random: Random) -> Title:
    """一、 and （一） are missing, the parts keep theirs."""
    return replace(title, number="") if title.level > 0 else title


def misnumbered(title: Title, random: Random) -> Title:
    """Every third number of 一、 is another one: 四、 after 四、, 七、 after 五、."""
    if title.level != 1 or not title.number or random.random() > 0.33:
        return title
    return replace(title, number=random.choice("一二三四五六七八九") + "、")


def skipped(title: Title, random: Random) -> Title:
    """（一） is printed as 1.: a level is left out."""
    return replace(title, number=f"{random.randint(1, 9)}.") if title.level == 2 and title.number else title


def glued(title: Title, random: Random) -> Title:
    """The text follows on the same line, after 。 or ：."""
    at_end = title.title[-1] in "。：:"
    return title if at_end or title.level < 1 else replace(title, title=title.title + random.choice("。："))


SETTINGS: Final[dict[str, Setting]] = {
    "as printed": as_printed,
    "numbers lost": without_numbers,
    "numbers wrong": misnumbered,
    "a level skipped": skipped,
    "text on the same line": glued,
}


def find_again(
    outlines: Sequence[Outline],
    setting: Setting,
    share: float,
    vocabulary: tuple[Headings, dict[str, HeadingModels]],
    slips: tuple[Taken, str],
    seed: int,
) -> Found:
    """Set out every outline, misread a share of all ideographs, and compare what is found with what was set.

    `vocabulary` has the models by region, `slips` what is taken for what and the characters for any other.
    """
    headings, models = vocabulary
    random = Random(seed)
    wanted, given, found, labelled = 0, 0, 0, 0
    for outline in outlines:
        set_titles = [
            title if title.label in BY_PLACE else setting(title, random)
            for title in outline.titles
            if title.label != "contents"
        ]
        lines, headed = _set_out(set_titles, share, random, slips)
        pages = [Page(1, tuple(Line(line, 1, printed=line) for line in lines))]
        sections = find_sections(pages, headings, models[outline.region], "0" * 64)
        answers = [(_joined(s.number + s.title), s.label) for s in sections if s.label not in BY_PLACE and s.title]
        counted = Counter(name for name, _ in answers)
        wanted += len(headed)
        given += len(answers)
        for number, title, labels in headed:
            name = _joined(number + title)
            if counted[name] > 0:
                counted[name] -= 1
                found += 1
                labelled += any((name, label) in answers for label in labels)
    return Found(wanted, given, found, labelled)


def _set_out(
    titles: Sequence[Title], share: float, random: Random, slips: tuple[Taken, str]
) -> tuple[list[str], list[Headed]]:
    """Lines of a report, and the headings as they stand in it."""

    def read(text: str) -> str:
        return misread(text, share, random, *slips)

    lines: list[str] = []
    headed: list[Headed] = []
    body = [title for title in titles if title.label not in BY_PLACE]
    lines += [title.title for title in titles if title.label == "cover"]
    entries = [title for title in body if title.level <= 1]
    if random.random() < 0.6 and len(entries) >= 6:
        announced = [read(one.number + one.title.rstrip("。：:")) for one in entries]
        lines += ["目 录", *(f"{entry}………{at + 3}" for at, entry in enumerate(announced))]
    for at, title in enumerate(body):
        number, words = read(title.number), read(title.title)
        headed.append((number, words, title.labels))
        has_children = at + 1 < len(body) and body[at + 1].level > title.level
        text = [] if has_children else _text_of(title, random)
        paragraphs = [read(line) for paragraph in text for line in paragraph.split("\n")]
        if words[-1] in "。：:" and paragraphs:
            lines += [number + words + paragraphs[0], *paragraphs[1:]]
        else:
            lines += [number + (" " if title.level == 0 and number else "") + words, *paragraphs]
    return lines, headed


def _text_of(title: Title, random: Random) -> Sequence[str]:
    if title.label in _TEXTS:
        return _TEXTS[title.label]
    paragraphs = (random.sample(_OTHERWISE, random.randint(1, 4)) for _ in range(random.randint(1, 2)))
    return ["".join(sentences) for sentences in paragraphs]


def _joined(text: str) -> str:
    return "".join(text.split())
