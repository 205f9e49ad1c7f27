"""From a title, a label's value or a sentence to a body's name."""

from __future__ import annotations

import re

from pipeline.vocabulary.regions import Regions

_YEAR = re.compile(r"(?:(?<!\d)20\d\d(?!\d)|二[〇○零О0O][一二三四五六七八九〇○零О0O]{2})[-年]?度?")
_LEVEL = r"(?:[省市区县州旗镇乡]级|本级)?(?:部门|单位)?(?:\(单位\))?"
_REPORT = re.compile(
    rf"{_LEVEL}(?:"
    r"(?:收支|信息|财务|综合)?(?:预决算|预算|决算)"
    r"(?:及|和|信息|公开|编制|草案|报告|情况|说明|数据|表|批复|收支|“|\"|三公|$|\()"
    r"|(?:使用)?(?:一般公共|公共财政)(?:预算|服务|决算)|政府性基金(?:预算|财政|及)|国有资本经营预算"
    r"|(?:财政)?(?:预算)?(?:拨款)?(?:安排)?[“\"]?三公"
    r"|(?<!人民)政府(?:预算|决算|预决算|债务)|财政(?:收支|拨款|预算(?!编|审|评|执|绩|中)|决算)|(?:整体|项目)支出|绩效(?:目标|自评|评价(?:报告|情况|结果))"
    r"|政府采购(?:预算|决算|情况|信息|支出|执行|意向)|机关运行经费"
    r").*$"
)  # 部门预算公开说明, “三公”经费预算; not 预算审核中心, 政府采购中心
_CODE = re.compile(r"^\d{3,12}[-_:]?|[-_]\d{6,12}$")
_NO_NAME = re.compile(r"[,，。；;:|>“”\"\[\]?？!]")
_OTHERS = re.compile(
    r"^(?:根据|按照|依据|本(?!溪)|我|各|全(?!椒|南|州)|该|上级|同级|本部门|部门|单位|经(?!济|开|贸)|由|较|比|与|以|据|在)"
)
_SECOND_PLATE = re.compile(r"^(.{4,40})\(([^()]{3,40})\)$")
_ABOUT = re.compile(r"(?:关于)?(?:做好|公布|公开|编制|批复)?$")  # 某县档案馆关于2024年…
_PLAIN = re.compile(r"[\u4e00-\u9fff()·]{5,30}")
_NO_BODY = re.compile(  # 某县级, 全区, 某市政府: what a report on a whole place is called
    r"(?:全[省市区县州]|[省市区县州镇乡]级|政府|人大|财政|公共|年度|[预决]算|表|[一二三四五六七八九十]是)$|^(?:全|各)"
)


def title_without_report(title: str) -> str:
    """A title without year and 部门预算 words.

    >>> title_without_report("某县水利局2024年度部门预算公开说明")
    '某县水利局'
    >>> title_without_report("2023年某市财政预算审核中心单位决算")
    '某市财政预算审核中心'
    >>> title_without_report("2023年某县档案馆一般公共预算财政拨款“三公”经费支出决算情况说明")
    '某县档案馆'
    """
    before, _, after = (_YEAR.sub("\0", title, count=1) + "\0").partition("\0")
    after = after.rstrip("\0")
    before = _ABOUT.sub("", before)
    if len(before) >= 4 and "预算" not in before[-4:]:
        return _REPORT.sub("", before)
    return _REPORT.sub("", before + after)


def clean_name(name: str, regions: Regions) -> str | None:
    """A candidate ready to be compared; None where it cannot be a body's name."""
    name = _bare(name, regions)
    if not 4 <= len(name) <= 40 or not regions.bodies.ends_name(name) or not _like_name(name, regions):
        return None
    return name


def believe_name(name: str, regions: Regions) -> str | None:
    """The like for what stands on a title page where a name stands, whatever it ends with: 某县向阳学堂."""
    name = _bare(name, regions)
    if not _PLAIN.fullmatch(name) or _NO_BODY.search(name) or not _like_name(name, regions):
        return None
    return name


def _bare(name: str, regions: Regions) -> str:
    """Without code, leading words, year, and the second of two name plates: 执法局(城市管理局)."""
    name = name.strip("“”\"'《》:·•●■◆▪*>.-_ /")
    name = regions.bodies.lead.sub("", _CODE.sub("", name))
    name = _CODE.sub("", _YEAR.sub("", name))
    plates = _SECOND_PLATE.match(name)
    two = plates and all(map(regions.bodies.ends_name, plates.groups()))
    if plates and two and not regions.bodies.own_level.search(name):
        name = plates[1]
    if len(name) > 4 and name.endswith(("部门", "单位")):
        name = name[:-2]
    return name


def _like_name(name: str, regions: Regions) -> bool:
    if (
        _OTHERS.match(name)
        or _NO_NAME.search(name)
        or regions.bodies.never.search(regions.bodies.own_level.sub("", name))
    ):
        return False
    return name not in regions.by_name
