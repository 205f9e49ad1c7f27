"""Messages in Chinese: the sentences of messages.toml are those that the program says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import pipeline
from pipeline.messages import in_language

ROOT = Path(pipeline.__file__).parent
RAISED = {
    "Issue",
    "UnreadableFile",
    "UnknownFormat",
    "RecognitionFailed",
    "UnreachableFile",
    "UsageError",
    "NotApplied",
}
SPOKEN_ELSEWHERE = {"train", "evaluate", "annotate", "scoring"}  # to whoever works on the program


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("page 3 could not be read by OCR: the OCR engine failed", "第3页OCR失败：OCR引擎出错"),
        ("《支出决算表》: of 1,204 amounts 12 reached a cell", "《支出决算表》：1,204个金额中只有12个进入单元格"),
        (
            "page 2: page 2 is damaged and was left out; the end of the PDF is missing, pages may be lost; fetch it again",
            "第2页：第2页损坏，已略去；PDF缺少结尾，可能缺页；请重新下载",
        ),
        (
            "this page was read badly (mean score n); scan it anew, at n dpi or more",
            "此页识别质量差（平均得分n）；请以150 dpi以上重新扫描",
        ),
        ("/data/x: no such file or folder", "/data/x：没有这个文件或文件夹"),
        (
            "correction not applied, a.csv, row 3: value of cell “1.00”: not found on page 9",
            "更正未生效，a.csv第3行：单元格“1.00”的value：第9页没有找到",
        ),
        ("nobody translated this", "nobody translated this"),
    ],
)
def test_a_message(message, chinese):
    assert in_language(message, "zh") == chinese
    assert in_language(message, "en") == message


def _said() -> set[str]:
    """The texts that are raised or noted, with x where something is filled in."""
    found = set()
    for path in ROOT.rglob("*.py"):
        if path.relative_to(ROOT).parts[0] in SPOKEN_ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                found |= {text for argument in node.args if len(text := _text(argument)) > len("read, reading")}
    return found


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)  # type: ignore[misc]
    return ""


def test_nearly_all_that_is_said_of_documents_has_a_translation():
    said = _said()
    missing = sorted(text for text in said if not re.search("[\u4e00-\u9fff]", in_language(text, "zh")))
    assert len(said) > 100
    assert len(missing) <= len(said) // 10, "add these to pipeline/messages.toml:\n" + "\n".join(missing)
