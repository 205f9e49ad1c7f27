"""The corpus after interrupts, full disks, power cuts and damage: nothing lost, nothing doubled, the same to the last byte."""

from __future__ import annotations

import errno
import itertools
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.document import Document
from pipeline.export import parquet
from pipeline.export.parquet import Corpus
from pipeline.export.schema import TABLES

Keep = Callable[..., None]
CALLS = ("fsync", "replace", "unlink", "mkdir", "rmdir")  # all that changes what a power cut leaves


def spread(document: Document, count: int) -> list[Document]:
    """Documents whose rows stand on different shelves."""
    step = (1 << 32) // count
    return [replace(document, doc_id=f"{at * step:08x}{at:056x}", path=f"{at:03}.pdf") for at in range(count)]


def image(folder: Path) -> dict[str, bytes]:
    """Every file of the corpus."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ids(folder: Path, name: str) -> list[str]:
    return pq.read_table(folder / name)["doc_id"].to_pylist()


@pytest.fixture(autouse=True)
def small_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merges after every two documents, two documents a part; what is flushed is only noted, so that it costs no time."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(parquet, "MERGE_DOCUMENTS", 2)
    monkeypatch.setattr(parquet, "SHELF_DOCUMENTS", 2)


@pytest.fixture
def undisturbed(tmp_path: Path, document: Document, keep: Keep) -> dict[str, bytes]:
    """The corpus of seven documents, made in one go."""
    store = Corpus(tmp_path / "undisturbed")
    for one in spread(document, 7):
        keep(store, one)
    store.close()
    found = image(tmp_path / "undisturbed")
    assert sorted(found) == sorted(
        [f"{name}/part-{n:06}.parquet" for name in TABLES for n in range(4)] + ["parts.json"]
    )
    return found


def complete(folder: Path, documents: list[Document], keep: Keep) -> None:
    """What the next run does: all that is not known; in one merge, the quickest way there."""
    with pytest.MonkeyPatch.context() as at_once:
        at_once.setattr(parquet, "MERGE_DOCUMENTS", 100)
        store = Corpus(folder)
        for one in documents:
            known = store.known.get(one.doc_id)
            if known is None or known.made_by is None:
                keep(store, one)
        store.close()


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_runs_show_in_the_files(tmp_path, document, keep, undisturbed, seed, monkeypatch):
    """Finished in any order, in any number of runs, some of which were never closed, with merges at any time."""
    chance = random.Random(seed)
    documents = spread(document, 7)
    chance.shuffle(documents)
    monkeypatch.setattr(parquet, "MERGE_DOCUMENTS", chance.choice((1, 3, 100)))
    store = Corpus(tmp_path / "corpus")
    for one in documents:
        keep(store, one)
        if chance.random() < 0.4:
            if chance.random() < 0.5:
                store.close()
            store = Corpus(tmp_path / "corpus")
    store.close()
    assert image(tmp_path / "corpus") == undisturbed


def test_growing_and_shrinking_lead_to_the_same_files(tmp_path, document, keep, undisturbed):
    store = Corpus(tmp_path / "corpus")
    extra = [replace(document, doc_id=f"{at:064x}", path=f"x{at}.pdf") for at in range(1000, 1020)]
    for one in (*extra, *spread(document, 7)):
        keep(store, one)
    store.close()
    assert len(list((tmp_path / "corpus" / "cells").iterdir())) == 16
    store = Corpus(tmp_path / "corpus")
    for one in extra:
        store.forget(one.path)
    store.close()
    assert image(tmp_path / "corpus") == undisturbed


@dataclass
class Fault:
    """Raises at the n-th call of these functions of `os`, before or after it did its work."""

    at: int
    error: BaseException
    after: bool
    happened: bool = False
    calls: int = 0

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrapped(getattr(os, name)))

    def _wrapped(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            self.calls += 1
            now = self.calls == self.at and not self.happened
            self.happened = self.happened or now
            if now and not self.after:
                raise self.error
            result = real(*arguments, **named)
            if now:
                raise self.error
            return result

        return call


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("error", "after", "first"),
    [(KeyboardInterrupt(), False, 1), (KeyboardInterrupt(), True, 6), (FULL, False, 11), (FULL, True, 16)],
    ids=["ctrl-c before", "ctrl-c after", "full before", "full after"],
)
def test_an_interrupt_or_a_full_disk_at_any_moment_shows_nowhere(
    tmp_path, document, keep, undisturbed, monkeypatch, error, after, first
):
    """As a run does: after Ctrl-C it still merges, at once, into the same folder; then the next run."""
    documents = spread(document, 7)
    for at in itertools.count(first, 20):
        folder = tmp_path / "corpus"
        shutil.rmtree(folder, ignore_errors=True)
        fault = Fault(at, error, after)
        with monkeypatch.context() as broken:
            fault.install(broken)
            with suppress(KeyboardInterrupt, OSError):
                store = Corpus(folder)
                try:
                    for one in documents:
                        keep(store, one)
                finally:
                    store.close()
        complete(folder, documents, keep)
        assert image(folder) == undisturbed, f"at call {at}"
        if not fault.happened:
            break
    assert at > 50


@dataclass
class Disk:
    """Follows the calls that decide what is on the disk after the power fails, and can make a folder of that.

    A file holds what it held when it was last flushed, and nothing if it never was. What was renamed, removed or made in a
    folder since that was flushed may be on the disk or not.
    """

    root: Path
    files: dict[str, int] = field(default_factory=dict)  # path → file, as programs see it
    kept: dict[str, int] = field(default_factory=dict)  # the same, as it is certain to be after a cut
    content: dict[int, bytes] = field(default_factory=dict)  # of each file, when it was last flushed
    log: list[str] = field(default_factory=list)

    def follow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for path, held in image(self.root).items() if self.root.exists() else ():
            self.content[len(self.content)] = held
            self.files[path] = self.kept[path] = len(self.content) - 1
        real = {name: getattr(os, name) for name in CALLS}

        def fsync(descriptor: int) -> None:
            real["fsync"](descriptor)
            path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
            self.flush_folder(path) if path.is_dir() else self.flush_file(path)

        def rename(source: Path, target: Path) -> None:
            real["replace"](source, target)
            self.files[self.name(target)] = self.file(source)
            del self.files[self.name(source)]
            self.log.append(f"rename {self.name(target)}")

        def unlink(path: Path, *rest: object, **named: object) -> None:
            real["unlink"](path, *rest, **named)
            self.files.pop(self.name(path), None)
            self.log.append(f"unlink {self.name(path)}")

        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(os, "replace", rename)
        monkeypatch.setattr(os, "unlink", unlink)

    def name(self, path: Path | str) -> str:
        return Path(path).relative_to(self.root).as_posix()

    def file(self, path: Path | str) -> int:
        if self.name(path) not in self.files:  # made since by open()
            self.files[self.name(path)] = len(self.content)
            self.content[len(self.content)] = b""
        return self.files[self.name(path)]

    def flush_file(self, path: Path) -> None:
        self.content[self.file(path)] = path.read_bytes()
        self.log.append(f"fsync {self.name(path)}")

    def flush_folder(self, folder: Path) -> None:
        if folder != self.root and self.root not in folder.parents:
            return

        def here(paths: dict[str, int]) -> dict[str, int]:
            return {path: at for path, at in paths.items() if (self.root / path).parent == folder}

        for path in here(self.kept):
            del self.kept[path]
        self.kept |= here(self.files)
        self.log.append(f"fsync {self.name(folder)}/")

    def after_a_cut(self) -> Iterator[dict[str, bytes]]:
        """What may be on the disk: nothing but what is certain, all that was done, and a mixture."""
        seen = []
        for certain in (lambda path: True, lambda path: False, lambda path: len(path) % 2 == 0):
            chosen = {
                path: (self.kept if certain(path) else self.files).get(path) for path in {*self.kept, *self.files}
            }
            found = {path: self.content[at] for path, at in chosen.items() if at is not None}
            if found not in seen:
                seen.append(found)
                yield found


def test_a_power_cut_at_any_moment_loses_no_finished_document(tmp_path, document, keep, undisturbed, monkeypatch):
    """After every call that a run makes of the disk: what it had finished is there, and the next run completes the corpus."""
    documents = spread(document, 7)
    folder = tmp_path / "corpus"
    store = Corpus(folder)
    for one in documents[::2]:
        keep(store, one)
    store.close()
    disk = Disk(folder)
    states: list[tuple[int, str, dict[str, bytes]]] = []  # finished so far, last call, what is on the disk
    finished = 0

    class Log(list[str]):
        def append(self, entry: str) -> None:
            super().append(entry)
            states.extend((finished, entry, state) for state in disk.after_a_cut())

    disk.log = Log()
    with monkeypatch.context() as followed:
        disk.follow(followed)
        store = Corpus(folder)
        for one in documents[1::2]:
            keep(store, one)
            finished += 1
        store.close()
    assert len(disk.log) > 60
    for number, (done, last, state) in enumerate(states):
        if number % 7:
            continue  # enough are left
        cut = tmp_path / "cut"
        shutil.rmtree(cut, ignore_errors=True)
        for path, held in state.items():
            (cut / path).parent.mkdir(parents=True, exist_ok=True)
            (cut / path).write_bytes(held)
        store = Corpus(cut)
        assert store.notices == [], last
        assert {one.doc_id for one in (*documents[::2], *documents[1::2][:done])} <= set(store.known), last
        complete(cut, documents, keep)
        assert image(cut) == undisturbed, f"cut after {last}, {done} finished"


def test_what_replaces_is_on_the_disk_before_what_is_replaced_goes(tmp_path, document, keep, monkeypatch):
    """The recorded order: parts flushed, then the inventory, then the parts in place, and the staged documents last."""
    folder = tmp_path / "corpus"
    Corpus(folder).close()
    disk = Disk(folder)
    with monkeypatch.context() as followed:
        disk.follow(followed)
        store = Corpus(folder)
        keep(store, replace(document, doc_id="0" * 64))
        store.close()
    staged = f".staged/{'0' * 64}.arrow"
    parts = [f"{name}/part-000000.parquet" for name in TABLES]
    unfinished = [part.replace("/", "/.") + ".unfinished" for part in parts]
    order = [
        f"fsync .staged/.{'0' * 64}.arrow.unfinished",
        f"rename {staged}",
        "fsync .staged/",
        *(f"fsync {part}" for part in unfinished),
        *(f"fsync {name}/" for name in sorted(TABLES)),
        "fsync .parts.json.unfinished",
        "rename parts.json",
        "fsync ./",
        *(f"rename {part}" for part in sorted(parts)),
        *(f"fsync {name}/" for name in sorted(TABLES)),
        f"unlink {staged}",
    ]
    log = iter(disk.log)
    assert [entry for entry in order if entry not in log] == [], disk.log  # one after the other


@pytest.mark.parametrize(
    "damage",
    [
        lambda part: part.unlink(),
        lambda part: part.write_bytes(b""),
        lambda part: part.write_bytes(part.read_bytes()[:-300]),
        lambda part: part.write_bytes(part.read_bytes()[:-300] + bytes(300)),
        lambda part: part.write_bytes(part.read_bytes()[:40] + b"\0\1" + part.read_bytes()[42:]),
    ],
    ids=["gone", "empty", "cut", "zeros at its end", "two bytes"],
)
@pytest.mark.parametrize("table", ["cells", "documents"])
def test_a_damaged_part_costs_its_own_documents(tmp_path, document, keep, undisturbed, table, damage):
    documents = spread(document, 7)
    folder = tmp_path / "undisturbed"
    damage(folder / table / "part-000002.parquet")
    store = Corpus(folder)
    (notice,) = store.notices
    assert notice.startswith(f"{folder / table / 'part-000002.parquet'}: missing or damaged from outside; ")
    tried = [one.doc_id for one in documents if one.doc_id not in store.known or not store.known[one.doc_id].made_by]
    assert tried == [documents[4].doc_id, documents[5].doc_id]
    del store
    if table == "cells":  # nothing is half there while the files are not given again
        error = "what was read from it was lost: cells/part-000002.parquet was damaged; run again with this file among the inputs"
        lost = [row for row in pq.read_table(folder / "documents").to_pylist() if row["status"] == "failed"]
        assert [(row["path"], row["error"]) for row in lost] == [("004.pdf", error), ("005.pdf", error)]
    assert not {one.doc_id for one in documents[4:6]} & set(ids(folder, "statements"))
    complete(folder, documents, keep)
    assert image(folder) == undisturbed


def test_a_table_that_is_missing_as_a_whole_is_noticed(tmp_path, document, keep, undisturbed):
    folder = tmp_path / "undisturbed"
    shutil.rmtree(folder / "statements")
    store = Corpus(folder)
    assert len(store.notices) == 4
    assert all(known.made_by is None for known in store.known.values())
    complete(folder, spread(document, 7), keep)
    assert image(folder) == undisturbed


@pytest.mark.parametrize("record", [None, b"", b"\0" * 100, b'{"files": 3}'], ids=["gone", "empty", "zeros", "other"])
def test_a_lost_inventory_is_made_anew(tmp_path, document, keep, undisturbed, record):
    folder = tmp_path / "undisturbed"
    (folder / "parts.json").unlink()
    if record is not None:
        (folder / "parts.json").write_bytes(record)
    complete(folder, spread(document, 7), keep)
    assert image(folder) == undisturbed


def test_a_corpus_of_an_older_layout_and_schema_is_converted(tmp_path, document, keep, undisturbed):
    """As version 0.1 wrote it: parts in the order of work, no inventory, no column `line`; its rows stay."""
    folder = tmp_path / "undisturbed"
    (folder / "parts.json").unlink()
    for name in TABLES:
        rows = pq.read_table(folder / name)
        rows = rows.drop_columns(["line"]) if name == "cells" else rows
        shutil.rmtree(folder / name)
        (folder / name).mkdir()
        third = len(rows) // 7 * 3
        pq.write_table(rows.slice(third), folder / name / "part-000000.parquet")
        pq.write_table(rows.slice(0, third), folder / name / "part-000007.parquet")
    Corpus(folder).close()
    assert image(folder) == undisturbed


def test_a_file_that_is_no_part_is_told_and_costs_nothing_else(tmp_path, document, keep, undisturbed):
    """Of a corpus without an inventory, as an older version left it."""
    folder = tmp_path / "undisturbed"
    (folder / "parts.json").unlink()
    (folder / "cells" / "part-000000.parquet").write_bytes(b"")
    store = Corpus(folder)
    (notice,) = store.notices
    assert notice.startswith(f"{folder / 'cells' / 'part-000000.parquet'}: damaged")
    store.close()
    assert len(ids(folder, "documents")) == 7


def test_the_inventory_is_what_sha256sum_says(tmp_path, undisturbed):
    import hashlib

    stated = json.loads(undisturbed["parts.json"])["files"]
    assert {path: entry["sha256"] for path, entry in stated.items()} == {
        path: hashlib.sha256(held).hexdigest() for path, held in undisturbed.items() if path != "parts.json"
    }


def test_what_killed_exporters_left_goes(corpus):
    for name in (".corpus.duckdb.unfinished", ".corpus.duckdb.unfinished.wal", ".run.json.unfinished"):
        (corpus / name).write_bytes(b"half")
    Corpus(corpus).close()
    assert not [path for path in corpus.iterdir() if path.name.startswith(".")]
