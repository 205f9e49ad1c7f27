"""Tasks as Label Studio imports them, and its JSON export read back (format of label-studio 1.x, text tasks).

Label Studio counts characters as JavaScript does, in UTF-16 units: a rare ideograph outside the basic plane is two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any, Final, get_args

from pipeline.annotate.tasks import HeadingMark, Mark, StatementMark, Task, What
from pipeline.errors import UsageError

Item = Mapping[str, Any]
_DAY: Final = 10  # characters of 2026-03-01
_CHOICES: Final = ("base", "direction")
_WRITTEN: Final = ("indicator", "amount", "percent", "reason")


def interface(what: What) -> str:
    """The labelling interface to paste into a project's settings (Labeling Interface → Code)."""
    return files("pipeline.annotate").joinpath(f"interfaces/{what}.xml").read_text("utf-8")


def dump_tasks(tasks: Sequence[Task], made_by: str) -> list[dict[str, Any]]:
    """Tasks with the machine's marks as predictions, which Label Studio shows and a person corrects."""
    return [
        {
            "data": {
                "text": task.text,
                "heading": " › ".join((task.doc, *task.headings)),
                "what": task.what,
                "task_id": task.task_id,
                "doc": task.doc,
                "headings": list(task.headings),
                "report_type": task.report_type,
                "region_code": task.region_code,
                "fiscal_year": task.fiscal_year,
                "doc_id": task.doc_id,
                "said": [asdict(mark) for mark in task.marks if isinstance(mark, StatementMark)],
            },
            "predictions": [
                {
                    "model_version": made_by,
                    "score": task.least_score,
                    "result": [part for number, mark in enumerate(task.marks) for part in _parts(task, mark, number)],
                }
            ],
        }
        for task in tasks
    ]


def load_tasks(exported: object) -> list[Task]:
    """What people annotated, from Label Studio's JSON export; of several annotations of a task the latest counts.

    Tasks nobody has submitted, and those somebody cancelled, are left out. Raises UsageError for what is no such export.
    """
    if not isinstance(exported, list):
        raise UsageError("no JSON export of Label Studio: a list of tasks was expected; export the project as JSON")
    return [task for number, item in enumerate(exported, 1) for task in _task(item, f"task {number}")]


def _parts(task: Task, mark: Mark, number: int) -> Iterator[dict[str, Any]]:
    """A region and what is said of it; they share the region's id."""
    place = {"start": _utf16(task.text, mark.start), "end": _utf16(task.text, mark.end)}
    common = {"id": f"{task.what[0]}{number}", "to_name": "text"}
    words = task.text[mark.start : mark.end]
    if isinstance(mark, HeadingMark):
        yield {
            **common,
            "from_name": "label",
            "type": "labels",
            "value": {**place, "text": words, "labels": [mark.label]},
        }
        return
    yield {**common, "from_name": "kind", "type": "labels", "value": {**place, "text": words, "labels": [mark.kind]}}
    for name in _CHOICES:
        if chosen := getattr(mark, name):
            yield {**common, "from_name": name, "type": "choices", "value": {**place, "choices": [chosen]}}
    for name in _WRITTEN:
        if written := getattr(mark, name):
            yield {**common, "from_name": name, "type": "textarea", "value": {**place, "text": [written]}}


def _task(item: object, where: str) -> Iterator[Task]:
    try:
        data, latest = _latest(item)
        if latest is None:
            return
        result = latest["result"]
        what: What = next(known for known in get_args(What) if known == data["what"])
        marks = tuple(sorted(_marks(what, data["text"], result), key=lambda mark: (mark.start, mark.end)))
        yield Task(
            what=what,
            task_id=data["task_id"],
            doc=data["doc"],
            text=data["text"],
            report_type=data["report_type"],
            marks=marks,
            headings=tuple(data["headings"]),
            region_code=data["region_code"],
            fiscal_year=data["fiscal_year"],
            doc_id=data.get("doc_id"),
            said=tuple(StatementMark(**mark) for mark in data.get("said", ())),
            who=f"Label Studio, {_person(latest.get('completed_by'))}",
            when=str(latest.get("updated_at", ""))[:_DAY],
        )
    except (KeyError, TypeError, IndexError, StopIteration) as error:
        raise UsageError(
            f"{where}: no task that `pipeline annotate export` wrote ({type(error).__name__}: {error}); "
            "export the project as JSON, not JSON-MIN"
        ) from error


def _person(completed_by: object) -> str:
    """Who submitted an annotation: a number, or a person with an address.

    >>> _person(7), _person({"id": 7, "email": "li@example.org"}), _person(None)
    ('person 7', 'person 7', 'person unknown')
    """
    number = completed_by.get("id") if isinstance(completed_by, dict) else completed_by
    return f"person {number if number is not None else 'unknown'}"


def _latest(item: Any) -> tuple[Item, Item | None]:
    done = [one for one in item["annotations"] if not one.get("was_cancelled")]
    latest = max(done, key=lambda one: str(one.get("updated_at", "")), default=None)
    return item["data"], latest


def _marks(what: What, text: str, result: Sequence[Item]) -> Iterator[Mark]:
    regions: dict[str, dict[str, Any]] = {}
    for part in result:
        region = regions.setdefault(part["id"], {})
        value = part["value"]
        region.update(start=_character(text, int(value["start"])), end=_character(text, int(value["end"])))
        answer = value.get("labels") or value.get("choices") or value.get("text")
        region[part["from_name"]] = answer[0] if isinstance(answer, list) else answer
    for region in regions.values():
        if what == "headings":
            yield HeadingMark(region["start"], region["end"], region["label"])
        else:
            said = {name: region.get(name) or None for name in (*_CHOICES, *_WRITTEN)}
            yield StatementMark(region["start"], region["end"], region["kind"], **said)


def _utf16(text: str, character: int) -> int:
    """
    >>> _utf16("𠮷林县", 2)
    3
    """
    return len(text[:character].encode("utf-16-le")) // 2


def _character(text: str, utf16: int) -> int:
    """
    >>> _character("𠮷林县", 3)
    2
    """
    return len(text.encode("utf-16-le")[: utf16 * 2].decode("utf-16-le", errors="ignore"))
