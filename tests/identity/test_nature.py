"""What is a report, or a part of one, and what else a government publishes: told by the text, not by names or places."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Document, Issue, Line, Page
from pipeline.extract import extract
from pipeline.run.tools import Tools, extract_file, load_tools
from pipeline.vocabulary.natures import load_natures, read_natures

SHARED = Path(__file__).parents[2].parent / "shared"
NARRATIVES, REAL = SHARED / "narratives", SHARED / "real"

GAZETTE = """\
柳湾市人民政府公报
2031年第4期
柳民规〔2031〕7号
柳湾市民政局关于印发养老服务补贴发放细则的通知
各区（县）民政局，高新区社会事务局：
现将《养老服务补贴发放细则》印发给你们，请认真贯彻执行。
第一条 为规范养老服务补贴的申请和发放，根据有关规定，制定本细则。
第二条 年满六十五周岁、由亲属照料有困难的居民，可以向所在社区提出申请，社区在十个工作日内核对材料并上门查看。
第三条 补贴按照服务次数计算，上门护理每次折抵一分，助餐每次折抵半分，由服务机构每月十日以前报送记录。
第四条 服务机构弄虚作假的，取消其资格，三年内不得再次申请，情节严重的移送有关部门处理。
第五条 社区应当公布监督电话，受理居民的意见，并在五个工作日内答复。
第六条 本细则自2031年5月1日起施行，有效期5年。
柳湾市民政局
2031年4月2日
"""
LETTER = """\
柳办函〔2031〕18号
柳湾市人民政府办公室
关于第一季度网站检查情况的通报
各区（县）人民政府，市直各部门：
现将2031年第一季度网站检查的情况通报如下。
一、基本情况
对全市三十二家网站的首页、栏目和互动回应逐一检查，合格率为96.9%，比上一季度提高了1.2个百分点，发现问题四十一处。
二、存在问题
部分网站更新不及时，个别链接无法打开，有的栏目内容与标题不符，有的回复没有答到群众所问。
三、下一步要求
请各单位对照问题清单逐项整改，于六月三日前报送整改结果，并举一反三，完善发布审核制度，落实专人值守。
"""
LETTER_ABOUT_BUDGETS = """\
柳财函〔2031〕9号
关于做好部门预算公开工作的通知
市直各部门、各单位：
现就做好部门预算公开工作有关事项通知如下。
一、公开的内容。部门预算、“三公”经费预算、绩效目标和政府采购预算应当全部公开，并说明收支增减变化的原因。
二、公开的时间。各部门应当在预算批复后二十日内公开，财政拨款收支总表、基本支出表、项目支出表一并公开。
三、公开的方式。在本部门网站设置预决算公开专栏，统一样式，长期保留，方便群众查阅。
请各部门认真遵照执行，于五月底前报送公开情况。
"""
STATISTICS = """\
2031年1—5月柳湾市主要经济指标
指标 单位 数值 增长（%）
规模以上工业增加值 亿元 — 6.1
社会消费品零售总额 亿元 410.26 4.4
固定资产投资 亿元 — 3.9
一般公共预算收入 亿元 52.17 2.6
一般公共预算支出 亿元 88.40 5.5
金融机构存款余额 亿元 2210.75 8.0
全社会用电量 亿千瓦时 31.62 2.2
进出口总额 亿元 96.03 -1.4
居民消费价格指数 % 100.4 0.4
"""
NEWS = """\
柳湾市晒出“三公”经费账本
柳湾日报讯（记者 何小满 通讯员 许清）近日，记者从市财政局获悉，2030年全市“三公”经费决算为2140万元，
比上年减少260万元，下降10.8%，主要是公务用车减少。
“我们把每一笔钱都晒在阳光下。”市财政局负责人表示，今年部门预算公开的范围扩大到所有乡镇。
"""
NEWS_WITHOUT_A_NAME = """\
我市召开部门预算公开推进会
昨日上午，市里召开部门预算公开推进会。会议强调，预算公开要做到应公开尽公开。据了解，今年全市一般公共预算安排教育支出12.6亿元，增长5.2%。
"""
NEWS_OF_A_PAPER = """\
全市87家部门集中公开预算
来源：柳湾晚报 2031-03-01
今年，全市87家部门集中公开部门预算，支出总额比上年减少3.5亿元，下降4.1%。据悉，“三公”经费预算连续六年下降。
"""
PURCHASE = """\
柳湾市第二中学校园网络设备采购项目招标公告
采购人：柳湾市第二中学
代理机构：某招标代理有限公司
项目概况：校园网络设备采购项目的潜在供应商应在平台获取招标文件，并于开标时间前递交投标文件。预算金额：86.00万元。
投标人资格要求：具有独立承担民事责任的能力，近三年内无重大违法记录，具备履行合同所必需的设备和专业技术能力，本项目不接受联合体投标，单位负责人为同一人或者存在控股关系的不同供应商不得同时参加。
采购需求：交换机四十台，无线接入点二百个，机柜十二个，含安装调试和三年维护，交付地点为采购人指定地点。
"""
FIELD = "柳湾是一座临水的小城，河道弯弯，两岸的柳树在春天里最早发芽。老街的石板路被雨水洗得发亮，" * 8

REPORT_OF_A_GOVERNMENT = """\
关于柳湾市2030年预算执行情况和2031年预算草案的报告
各位代表：
受市人民政府委托，现将2030年预算执行情况和2031年预算草案提请大会审议。会议期间请提出意见。
2030年全市一般公共预算收入52.17亿元，为预算的101.3%，增长2.6%。生产总值、固定资产投资、进出口和居民消费价格保持平稳，规模以上工业增加值增长。
全市一般公共预算支出88.40亿元，完成调整预算的97.5%，增长5.5%。政府性基金预算收入20.60亿元，比上年减少3.10亿元，下降13.1%。
"""
PASSAGE = "据统计，全市一般公共预算支出88.40亿元，增长5.5%，其中用于民生的支出66.30亿元，占全部支出的比重为75%。"
APPROVAL = """\
柳财预〔2031〕3号
关于批复柳湾市档案馆2031年部门预算的通知
柳湾市档案馆：
现将你单位2031年部门预算批复如下，请遵照执行。
收入预算486.20万元，比上年增加12.40万元，增长2.62%；支出预算486.20万元，其中基本支出410.00万元，项目支出76.20万元。
"""

OTHERS = {
    "gazette": (GAZETTE, "a notice, letter or rule of an office"),
    "letter": (LETTER, "a notice, letter or rule of an office"),
    "letter about budgets": (LETTER_ABOUT_BUDGETS, "a notice, letter or rule of an office"),
    "statistics": (STATISTICS, "a list of statistics"),
    "news about a final account": (NEWS, "a news item"),
    "news of a meeting": (NEWS_WITHOUT_A_NAME, "a news item"),
    "news of a paper": (NEWS_OF_A_PAPER, "a news item"),
    "purchase": (PURCHASE, "a notice of a purchase"),
}
REPORTS = {"a government's": REPORT_OF_A_GOVERNMENT, "passage": PASSAGE, "approval with amounts": APPROVAL}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(recogniser=None)


def extracted(text: str, tools: Tools, *issues: Issue) -> Document:
    page = Page(1, tuple(Line(line, 1, printed=line) for line in text.splitlines()))
    return extract(
        Document("d0c" * 20, "report.txt", "text/plain", (page,), issues=issues), tools.vocabulary, tools.language
    )


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_report_says_what_it_is(name, tools):
    text, told = OTHERS[name]
    document = extracted(text, tools)
    assert (document.status, document.no_report) == ("no_report", f"this is {told}, no budget or final-account report")
    assert (document.identity.fiscal_year, document.identity.report_type, document.identity.scope) == (None, None, None)


def test_a_text_without_a_word_of_budgets(tools):
    assert extracted(FIELD, tools).no_report == "the text says nothing of a budget or a final account"


def test_silence_proves_nothing_where_pages_are_missing(tools):
    document = extracted(FIELD, tools, Issue("ocr", 2, "page 2 could not be read by OCR: no memory"))
    assert document.status == "partial"


@pytest.mark.parametrize("name", REPORTS)
def test_budget_texts_are_reports_whoever_gives_them(name, tools):
    document = extracted(REPORTS[name], tools)
    assert (document.status, document.no_report) == ("ok", None)
    assert document.statements


@pytest.mark.skipif(not NARRATIVES.is_dir(), reason="needs the passages of ../shared/narratives")
def test_passages_keep_their_statements(tools):
    """Pieces of real reports, of departments and of governments: each stays one."""
    texts = sorted(NARRATIVES.glob("*.txt"))
    found = {path.name: extracted(path.read_text("utf-8"), tools) for path in texts}
    assert {name: (document.no_report, bool(document.statements)) for name, document in found.items()} == {
        path.name: (None, True) for path in texts
    }


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the files of ../shared/real")
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("r57.pdf", "no_report"),
        ("r60.pdf", "no_report"),
        ("r66.pdf", "no_report"),
        ("r44.pdf", "ok"),
        ("r22.pdf", "ok"),
    ],
)
def test_real_files(name, status, tools):
    """A gazette, an office letter, statistics; a form of a report alone; a report."""
    assert extract_file(REAL / name, "never", tools).status == status


def test_a_mark_counts_once_however_often_it_stands_there():
    news = next(nature for nature in load_natures().others if nature.told == "a news item")
    assert not news.is_of("据悉,据悉,据悉,近日")
    assert news.is_of("据悉,近日,局长表示:好")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('told = "a"\nthough = "never"\nleast = 1\nmarks = [["b"]]', 'though must be "always", "no amounts" or "more words"'),
        ('told = "a"\nthough = "always"\nleast = 2\nmarks = [["b"]]', "least is 2, and there are only 1 sorts of marks"),
        ('told = "a"\nthough = "always"\nleast = 1\nmarks = [["(b"]]', "no regular expression"),
        ('told = "a"\nthough = "always"\nleast = 1\nmarks = [["b"]]\nmost = 3', "unknown field most"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named(entry, message):
    with pytest.raises(Exception, match=message) as error:
        read_natures(f'budget = ["预算"]\namount = ["元"]\n[[nature]]\n{entry}')
    assert type(error.value).__name__ == "BadVocabulary"
