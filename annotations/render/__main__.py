"""`python -m annotations.render [NAME ...] [--text-only]`: writes samples and benchmark with their gold.

    samples/ gold/                        the reports of annotations/source
    benchmark/documents/ benchmark/gold/  those of annotations/manners

`--track degraded --out DIR` writes scans of every document of the benchmark instead, with gold under their names.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.manners.library import manner_reports
from annotations.render.degraded import degraded
from annotations.render.gold import findings, gold_files
from annotations.render.library import all_reports
from annotations.render.model import Report
from annotations.render.reference import reference_grids, reference_text
from annotations.render.text_forms import TEXT

HERE = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(prog="annotations.render", description=__doc__)
    parser.add_argument("names", nargs="*", help="file names of documents; all where none is given")
    parser.add_argument("--text-only", action="store_true", help="text forms and gold only: needs no fonts")
    parser.add_argument("--track", choices=("clean", "degraded"), default="clean")
    parser.add_argument("--out", type=Path, default=HERE, help="folder that gets the documents and their gold")
    arguments = parser.parse_args()
    samples, benchmark = (
        [one for one in reports if not arguments.names or one.name in arguments.names]
        for reports in (all_reports(), manner_reports())
    )
    if arguments.track == "degraded":
        scans = [degraded(one) for one in (*samples, *benchmark)]
        write(scans, arguments.out / "documents", arguments.out / "gold", drawn=True)
        return 0
    drawn = not arguments.text_only
    write(samples, arguments.out / "samples", arguments.out / "gold", drawn=drawn)
    folder = arguments.out / "benchmark"
    write(benchmark, folder / "documents", folder / "gold", drawn=drawn)
    for place, reports in ((arguments.out / "gold", all_reports()), (folder / "gold", manner_reports())):
        (place / "findings.jsonl").write_text(findings(reports), encoding="utf-8")
    return 0


def write(reports: Sequence[Report], documents: Path, gold: Path, *, drawn: bool) -> None:
    """Documents and gold of these reports; PDF and scans only where `drawn`."""
    documents.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    for report in reports:
        for name, lines in files_of(report).items():
            (gold / name).write_text(lines, encoding="utf-8")
        if report.style.form in TEXT:
            (documents / report.name).write_bytes(TEXT[report.style.form](report).encode("utf-8"))
    if drawn:
        _draw([one for one in reports if one.style.form not in TEXT], documents)


def files_of(report: Report) -> dict[str, str]:
    """Gold and reference of a report: file name → content."""
    reference = {
        f"{report.name}.text.txt": reference_text(report),
        f"{report.name}.grids.jsonl": reference_grids(report),
    }
    return gold_files(report) | reference


def _draw(reports: Sequence[Report], documents: Path) -> None:
    if not reports:
        return
    from annotations.render.fonts import register_fonts
    from annotations.render.scan import write_sample

    for report in reports:
        print(report.name, file=sys.stderr)
        register_fonts(report.style)
        (documents / report.name).write_bytes(write_sample(report))


if __name__ == "__main__":
    sys.exit(main())
