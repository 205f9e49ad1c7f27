"""How the time of a document grows with its size: each kind of text is doubled, and the exponent printed.

    python benchmarks/growth.py [KIND ...] [--from BYTES] [--doublings N] [--most SECONDS]

An exponent of 1 is time that grows as the text does, 2 is a text of ten times the size that takes a hundred times as long.
What counts is processor time of this process, of everything between the bytes and the document. A kind ends where one text
takes more than `--most` seconds. Exits 1 where an exponent is above 1.3 or a text takes longer.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.errors import PipelineError
from pipeline.run.tools import Tools, extract_file, load_tools

HEAD: Final = "云溪县水务局2023年度部门决算\n第一部分 部门概况\n一、主要职责\n负责全县水资源管理。\n"
LARGEST: Final = 1.3


def _prose(number: int) -> str:
    return (
        f"（{number}）行政运行支出{number}.50万元，比上年增加{number % 97}.05万元，增长2.{number % 90:02}%，"
        "主要原因是新招录两名人员。\n"
    )


def _headings(number: int) -> str:
    return f"{number}. 关于2023年度第{number}项支出情况的说明\n本年支出{number}.00万元。\n"


def _contents(number: int) -> str:
    return f"第{number}项支出情况说明{'.' * 20}{number}\n"


def _tabbed(number: int) -> str:
    head = "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n" if number % 60 == 0 else ""
    return f"{head}{2010101 + number % 900}\t行政运行\t{number + 7}.00\t{number}.00\t7.00\n"


def _long_table(number: int) -> str:
    head = "支出决算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n" if number == 0 else ""
    return f"{head}{2010101 + number % 900}\t行政运行\t{number + 7}.00\t{number}.00\t7.00\n"


def _cells(number: int) -> str:
    head = "支出决算表\n单位：万元\n科目编码\n科目名称\n合计\n基本支出\n项目支出\n" if number % 60 == 0 else ""
    return f"{head}{2010101 + number % 900}\n行政运行\n{number + 7}.00\n{number}.00\n7.00\n"


def _of_which(number: int) -> str:
    return f"其中：第{number}项支出{number}.00万元，"


KINDS: Final[dict[str, Callable[[int], str]]] = {
    "prose": _prose,
    "headings": _headings,
    "contents": _contents,
    "tables": _tabbed,
    "one table": _long_table,
    "a cell a line": _cells,
    "of which": _of_which,
    "digits": lambda number: "1234567890",
    "brackets": lambda number: "（",
    "dots": lambda number: "…………....",
    "blanks": lambda number: "  \t 　 \n" if number % 9 else "收入  \t",
    "a wide row": lambda number: f"{number}.00\t",
    "Latin": lambda number: "lorem ipsum dolor ",
}


def text_of(kind: str, size: int) -> str:
    """A report's head and so many bytes (UTF-8) of this kind."""
    parts, length, number = [HEAD], len(HEAD.encode()), 0
    while length < size:
        parts.append(KINDS[kind](number))
        length += len(parts[-1].encode())
        number += 1
    return "".join(parts)


class _TooLong(Exception):
    """The text took more than its time."""


def seconds_of(text: str, tools: Tools, most: float) -> float:
    """Processor seconds to read and understand a text; infinite where it takes more than `most`."""

    def end(number: int, frame: object) -> None:
        raise _TooLong

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(text, "utf-8")
        before = signal.signal(signal.SIGPROF, end)
        signal.setitimer(signal.ITIMER_PROF, most)
        start = time.process_time()
        try:
            extract_file(path, "never", tools)
        except _TooLong:
            return math.inf
        except PipelineError:
            pass  # refused is an answer
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of: {', '.join(KINDS)} (all)")
    parser.add_argument("--from", type=int, default=100_000, dest="first", help="bytes of the smallest text (100,000)")
    parser.add_argument("--doublings", type=int, default=3)
    parser.add_argument("--most", type=float, default=120.0, help="seconds for one text (120)")
    options = parser.parse_args()
    tools = load_tools(recogniser=None)  # type: ignore[arg-type]  # no picture comes
    seconds_of(text_of("prose", 5000), tools, options.most)  # what is loaded on first use
    failed = 0
    for kind in options.kinds or KINDS:
        taken: list[float] = []
        for doubling in range(options.doublings + 1):
            taken.append(seconds_of(text_of(kind, options.first << doubling), tools, options.most))
            if math.isinf(taken[-1]):
                break
        exponent = math.log2(taken[-1] / taken[-2]) if len(taken) > 1 and taken[-2] else math.nan
        size = options.first << len(taken) - 1
        failed += exponent > LARGEST
        told = " ".join(f"{seconds:8.2f}" for seconds in taken)
        print(
            f"{kind:<14}{told} s to {size / 1e6:g} MB, exponent {exponent:.2f}, {size / 1e6 / taken[-1]:.2f} MB/s",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
