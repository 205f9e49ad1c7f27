"""`python -m annotations.render [NAME ...] [--text-only]`: writes annotations/samples and annotations/gold."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotations.render.gold import findings, gold_files
from annotations.render.library import all_reports
from annotations.render.model import Report
from annotations.render.text_forms import write_lines, write_pages, write_tabs

HERE = Path(__file__).resolve().parents[1]
TEXT = {"lines": write_lines, "tabs": write_tabs, "pages": write_pages}


def main() -> int:
    parser = argparse.ArgumentParser(prog="annotations.render", description=__doc__)
    parser.add_argument("names", nargs="*", help="file names of samples; all where none is given")
    parser.add_argument("--text-only", action="store_true", help="text forms and gold only: needs no fonts")
    parser.add_argument("--out", type=Path, default=HERE, help="folder that gets samples/ and gold/")
    arguments = parser.parse_args()
    reports = all_reports()
    chosen = [one for one in reports if not arguments.names or one.name in arguments.names]
    samples, gold = arguments.out / "samples", arguments.out / "gold"
    samples.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    drawn = [one for one in chosen if one.style.form not in TEXT]
    for report in chosen:
        for name, lines in gold_files(report).items():
            (gold / name).write_text(lines, encoding="utf-8")
        if report.style.form in TEXT:
            (samples / report.name).write_bytes(TEXT[report.style.form](report).encode("utf-8"))
    (gold / "findings.jsonl").write_text(findings(reports), encoding="utf-8")
    if drawn and not arguments.text_only:
        _draw(drawn, reports, samples)
    return 0


def _draw(drawn: list[Report], reports: tuple[Report, ...], samples: Path) -> None:
    from annotations.render.fonts import register_fonts
    from annotations.render.scan import write_sample

    register_fonts(characters(reports))
    for report in drawn:
        print(report.name, file=sys.stderr)
        (samples / report.name).write_bytes(write_sample(report))


def characters(reports: tuple[Report, ...]) -> str:
    """Every character the samples print."""
    printed = "".join(write_lines(one) + (one.style.seal or "") for one in reports)
    return "".join(sorted(set(printed) | set(map(chr, range(32, 127))) | set("（）“”…—　")))


if __name__ == "__main__":
    sys.exit(main())
