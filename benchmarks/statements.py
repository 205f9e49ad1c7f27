"""Kilobytes of section text a second that the statement grammar reads on one core.

    python benchmarks/statements.py

Two texts of the same length: one as a report has it (duties, performance and glossary prose around the situation
notes), one in which every sentence compares. The floor for reports is 1 MB/s with the learned component, on a core of
its own.
"""

from __future__ import annotations

import sys
import time

from spacy.language import Language

from pipeline.document import Section
from pipeline.statements import find_statements
from pipeline.statements.language import load_language
from pipeline.statements.scores import load_scores
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.cues import Cues, load_cues

COMPARING = (
    "2023年度石桥镇文化站“三公”经费支出决算{at}.8万元，完成年初预算的96%，比上年减少{at}.6万元，下降11.11%，"
    "主要原因是下乡演出合并用车。其中：公务接待费{at}.3万元，占16.67%；公务用车运行维护费{at}.5万元，占83.33%。"
)
PLAIN = (
    "文化站按照县里的安排组织群众文化活动，管理图书室和村级广场，指导各村文艺队排练，收集整理民间歌谣，"
    "并在节假日开放展厅。各项绩效目标按季度检查，发现的问题由分管领导督促改正，结果报送县文化和旅游局。"
)
SENTENCES = 2000
COMPARING_OF = 6  # one sentence in six of a report's prose compares
REPEATS = 3
LEARNED = ("scores",)  # components that ask a model


def main() -> int:
    cues = load_cues()
    language = load_language(cues, load_accounts(), load_scores())
    find_statements((section(COMPARING.format(at=1)),), cues, language, "0" * 64)  # builds the patterns
    report = "".join(PLAIN + "\n" if at % COMPARING_OF else COMPARING.format(at=at) for at in range(SENTENCES))
    comparisons = "".join(COMPARING.format(at=at) for at in range(SENTENCES))
    for learned in (False, True):
        for name in LEARNED:
            (language.enable_pipe if learned else language.disable_pipe)(name)
        for name, text in (("report", report), ("comparisons only", comparisons)):
            pieces = tuple(section(text[at : at + 2000]) for at in range(0, len(text), 2000))
            seconds = min(timed(pieces, cues, language) for _ in range(REPEATS))
            found = len(find_statements(pieces, cues, language, "0" * 64))
            with_what = f"{name}, {'with scores' if learned else 'grammar alone'}"
            print(
                f"{with_what:32} {len(text.encode()) / 1024 / seconds:7.0f} KB/s {found:6d} statements {seconds:7.3f} s"
            )
    return 0


def timed(sections: tuple[Section, ...], cues: Cues, language: Language) -> float:
    """Processor seconds of one reading: other work on the machine does not count."""
    begin = time.process_time()
    find_statements(sections, cues, language, "0" * 64)
    return time.process_time() - begin


def section(text: str) -> Section:
    return Section("s", None, 1, "", "", "three_public", 1.0, 1, 1, text)


if __name__ == "__main__":
    sys.exit(main())
