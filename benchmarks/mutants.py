"""Mutants: documents with bytes changed, cut, doubled or taken from one another. None may stop a run or lose another document.

    python benchmarks/mutants.py [--count N] [--first N] [--seed N] [--jobs N] [--batch N] [--keep DIR]

Mutants are numbered, and each follows from the seed and its number alone: `--first 4000 --count 2000` goes on where a hunt was
stopped. Each batch of mutants is extracted together with the documents they were made from, by the command line, into a corpus of
its own. Asked of every batch: the run ends by itself with status 0 or 3; every mutant has a row in `documents`, with a reason where
it failed; the originals come out as they do alone. Told besides: how many mutants were read, refused as bad files, met a defect
of the program, cost a worker or ran over their limits. Exit status: the number of batches that fell short.
"""

from __future__ import annotations

import argparse
import io
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

TEXT: Final = """2023年度某县水务局部门决算
第一部分 部门概况
一、主要职责
负责全县水资源管理、河道整治和农村供水工作。
第二部分 2023年度部门决算表
收入支出决算总表
单位：万元
收入\t\t支出\t
项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t120.50\t一、农林水支出\t98.20
二、其他收入\t3.00\t二、住房保障支出\t25.30
本年收入合计\t123.50\t本年支出合计\t123.50
第三部分 情况说明
一、收入决算情况说明
本年收入合计123.50万元，比上年增加2.68万元，增长2.22%，主要原因是新增农村供水项目。
二、“三公”经费支出情况说明
“三公”经费支出1.49万元，完成预算的37.25%，比上年减少0.33万元，下降18.13%，主要原因是压减接待。
"""
LINES: Final = (
    *TEXT.splitlines(),
    *["①", "②", "²", "—", "△"],
    "合计",
    "其中：",
    "2010301 行政运行 12.00",
    "\t\t\t",
    "　",
    "-１-",
    "9" * 5000,
)
_MARKS: Final = ["②", "１２", "−", "１,２３４.５", "合计", "其中：", "万元", "%", "，，", "（", "）", "、"]
_WORDS: Final = ("\t", "\n", "\f", "\0", "\u2028", "\ufeff", "\u202e", *_MARKS, "…" * 50, "|" * 80)
TOKENS: Final = (
    *(word.encode("utf-8") for word in _WORDS),
    *(
        b"\xff\xfe",
        b"\x81\x30\x81\x30",
        b"obj",
        b"endobj",
        b"stream",
        b"/Length 99999999",
        b"/Kids [1 0 R]",
        b"0 0 R",
        b"<<",
    ),
)

NAMES: Final = (
    *["text.txt"] * 12,
    *["gb18030.txt"] * 4,
    *["page.pdf"] * 12,
    "picture.png",
    "picture.jpg",
    "picture.tif",
)
Change = Callable[[bytearray, random.Random], None]


def _flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 3, 20))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _drop(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    del content[at : at + chance.choice((1, 7, 200, 5000))]


def _double(content: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(content)), chance.choice((10, 300, 3000))
    content[at:at] = content[at : at + length] * chance.choice((1, 2, 30))


def _blank(content: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(content)), chance.choice((4, 100, 2000))
    content[at : at + length] = bytes([chance.choice((0, 0x20, 0xFF))]) * len(content[at : at + length])


def _insert(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 4))):
        at = chance.randrange(len(content) + 1)
        content[at:at] = chance.choice(TOKENS)


def _move(content: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(content)), chance.choice((5, 80, 1500))
    piece = bytes(content[at : at + length])
    del content[at : at + length]
    to = chance.randrange(len(content) + 1)
    content[to:to] = piece


def _number(content: bytearray, chance: random.Random) -> None:
    """Another digit, in text a figure, in a PDF a length, an offset, a size."""
    digits = [at for at, byte in enumerate(content) if 0x30 <= byte <= 0x39]
    for at in chance.sample(digits, min(len(digits), chance.choice((1, 5)))):
        content[at] = chance.choice(b"0123456789-.")


CHANGES: Final[tuple[Change, ...]] = (_flip, _cut, _drop, _double, _blank, _insert, _move, _number)


def mutant(original: bytes, chance: random.Random) -> bytes:
    """One to three changes; a text may also have its lines shuffled, or lines of others put among its own."""
    if not original.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"II*", b"MM")) and chance.random() < 0.7:
        lines = original.decode("utf-8", "replace").splitlines()
        for _ in range(chance.choice((1, 3, 10))):
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(LINES))
        if chance.random() < 0.3:
            lines = chance.sample(lines, chance.randrange(1, len(lines) + 1))
        return "\n".join(lines).encode("utf-8")
    content = bytearray(original)
    for _ in range(chance.choice((1, 1, 2, 3))):
        if content:
            chance.choice(CHANGES)(content, chance)
    return bytes(content)


def originals() -> dict[str, bytes]:
    """A text, a PDF with that text, pictures of a few words: small, so that many mutants can be tried."""
    from PIL import Image, ImageDraw

    found = {
        "text.txt": TEXT.encode("utf-8"),
        "gb18030.txt": TEXT.encode("gb18030"),
        "page.pdf": _pdf(TEXT.splitlines()),
    }
    picture = Image.new("L", (360, 80), 255)
    drawing = ImageDraw.Draw(picture)
    drawing.text((10, 10), "2080505   98.20   25.30", fill=0, font_size=22)
    drawing.line([(5, 45), (350, 45)], fill=0, width=2)
    for ending, form in (("png", "PNG"), ("jpg", "JPEG"), ("tif", "TIFF")):
        stored = io.BytesIO()
        picture.save(stored, form)
        found[f"picture.{ending}"] = stored.getvalue()
    return found


def _pdf(lines: list[str]) -> bytes:
    """An uncompressed page, whose every part a mutant can reach."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stored = io.BytesIO()
    canvas = Canvas(stored, pagesize=A4, pageCompression=0, invariant=True)
    canvas.setFont("STSong-Light", 10)
    for number, line in enumerate(lines):
        for column, cell in enumerate(line.split("\t")):
            canvas.drawString(50 + 130 * column, 790 - 18 * number, cell)
    canvas.rect(45, 790 - 18 * 11 - 4, 500, 18 * 5)
    canvas.save()
    return stored.getvalue()


def batches(numbers: range, size: int, seed: int) -> Iterator[dict[str, bytes]]:
    """Mutants by file name; half of them texts, a third PDF, the others pictures, which OCR reads."""
    sources = originals()
    for first in range(0, len(numbers), size):
        batch = {}
        for number in numbers[first : first + size]:
            chance = random.Random(f"{seed} {number}")
            name = chance.choice(NAMES)
            content = mutant(sources[name], chance)
            while content in sources.values():
                content = mutant(sources[name], chance)
            batch[f"{number:05}-{name}"] = content
        yield batch


def extract(folder: Path, out: Path, jobs: int) -> tuple[int, str]:
    """The command line: its exit status, and what it told."""
    words = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
    options = ["extract", str(folder), "--out", str(out), "--jobs", str(jobs), "--timeout", "120", "--memory", "3G"]
    done = subprocess.run([*words, *options], capture_output=True, text=True, errors="replace")
    return done.returncode, done.stderr


def rows_of(out: Path, names: Callable[[str], bool]) -> dict[str, list[dict[str, Any]]]:
    """All rows of the documents of these file names, but what tells the time and the place."""
    documents = pq.read_table(out / "documents").to_pylist()
    ids = {row["doc_id"] for row in documents if names(Path(row["path"]).name)}
    found = {}
    for table in sorted(path.name for path in out.iterdir() if path.is_dir()):
        rows = [row for row in pq.read_table(out / table).to_pylist() if row["doc_id"] in ids]
        found[table] = [{k: v for k, v in row.items() if k not in ("seconds", "path", "other_paths")} for row in rows]
        found[table].sort(key=repr)
    return found


def fate(status: str, error: str | None) -> str:
    """What became of a mutant, in a word."""
    if status != "failed":
        return status
    for word, sign in (("defect", "a defect of this program"), ("worker lost", "worker process"),
                       ("over time", "--timeout"), ("over memory", "of memory")):  # fmt: skip
        if sign in (error or ""):
            return word
    return "refused"


def try_batch(batch: dict[str, bytes], alone: dict[str, Any], place: Path, jobs: int) -> tuple[list[str], Counter[str]]:
    """What fell short in a batch, and what became of its mutants."""
    inputs = place / "in"
    inputs.mkdir()
    for name, content in {**originals(), **batch}.items():
        (inputs / name).write_bytes(content)
    status, told = extract(inputs, place / "out", jobs)
    if status not in (0, 3):
        return [f"the run ended with status {status}: {told[-500:]}"], Counter()
    rows = pq.read_table(place / "out" / "documents").to_pylist()
    there = {Path(path).name for row in rows for path in (row["path"], *row["other_paths"])}
    short = [f"{name} has no row" for name in sorted(batch.keys() - there)]
    short += [
        f"{row['path']} failed without a reason" for row in rows if row["status"] == "failed" and not row["error"]
    ]
    beside = rows_of(place / "out", lambda name: name in originals())
    for table in sorted(beside.keys() | alone.keys()):
        if beside.get(table) != alone.get(table):
            other = [row for row in beside.get(table, []) if row not in alone.get(table, [])]
            short.append(f"an original came out otherwise than alone in {table}: {str(other)[:400]}")
    mutants = [row for row in rows if Path(row["path"]).name in batch]
    fates = Counter(fate(row["status"], row["error"]) for row in mutants)
    for row in mutants:
        if fate(row["status"], row["error"]) not in ("ok", "partial", "no_report", "refused"):
            print(f"  {Path(row['path']).name}: {row['error']}", flush=True)
    return short, fates


def hunt(numbers: range, size: int, seed: int, jobs: int, keep: Path | None) -> int:
    """Try so many mutants; the number of batches that fell short."""
    fates: Counter[str] = Counter()
    failed = 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        root = keep or Path(folder)
        (root / "alone").mkdir(parents=True)
        for name, content in originals().items():
            (root / "alone" / name).write_bytes(content)
        status, told = extract(root / "alone", root / "alone-out", jobs)
        if status not in (0, 3):
            raise SystemExit(f"the originals themselves cannot be read: {told}")
        alone = rows_of(root / "alone-out", lambda _: True)
        for batch in batches(numbers, size, seed):
            first = min(batch)[:5]
            place = root / f"batch-{first}"
            place.mkdir()
            short, found = try_batch(batch, alone, place, jobs)
            fates += found
            failed += bool(short)
            seconds = time.monotonic() - start
            print(f"{len(batch)} from {first}: {dict(found)}, {seconds:.0f} s {'; '.join(short[:5])}", flush=True)
            if not short and keep is None:
                subprocess.run(["rm", "-rf", str(place)], check=True)
    print(f"{sum(fates.values())} mutants, {failed} batches fell short: {dict(fates.most_common())}")
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--batch", type=int, default=500, help="mutants of one run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a new folder for mutants and corpora, which stay")
    options = parser.parse_args()
    sys.exit(
        hunt(
            range(options.first, options.first + options.count), options.batch, options.seed, options.jobs, options.keep
        )
    )


if __name__ == "__main__":
    main()
