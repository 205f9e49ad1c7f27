"""Which files of a folder are read, and what stands for those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import UnreadableFile, UsageError
from pipeline.run.sources import Source, find_sources, hash_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "公开"
    (root / "民政局").mkdir(parents=True)
    (root / "民政局" / "2023年决算.pdf").write_bytes(b"1")
    (root / "总表.txt").write_bytes(b"2")
    return root


def found(folder: Path, out: Path | None = None) -> dict[str, str | None]:
    sources = find_sources([folder], out or folder / "no-such-corpus")
    return {str(Path(source.path).relative_to(folder)): source.problem for source in sources}


def test_folders_are_searched_to_the_bottom(folder):
    assert found(folder) == {"总表.txt": None, "民政局/2023年决算.pdf": None}


def test_hidden_files_and_litter_are_passed_over_unless_named(folder):
    for name in (".DS_Store", "~$总表.docx", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_bytes(b"x")
    assert found(folder) == {"总表.txt": None, "民政局/2023年决算.pdf": None}
    named = folder / ".DS_Store"
    assert find_sources([named], folder / "corpus") == [Source(str(named), str(named))]


def test_the_corpus_is_no_input(folder):
    (folder / "corpus" / "csv").mkdir(parents=True)
    (folder / "corpus" / "csv" / "cells.csv").write_bytes(b"x")
    assert found(folder, folder / "corpus") == {"总表.txt": None, "民政局/2023年决算.pdf": None}


def test_a_folder_that_holds_itself_is_one_problem(folder):
    (folder / "民政局" / "自己").symlink_to(folder)
    assert found(folder) == {
        "总表.txt": None,
        "民政局/2023年决算.pdf": None,
        "民政局/自己": "the link leads back to a folder that holds it; remove the link",
    }


def test_two_folders_that_hold_each_other_end(folder):
    for name, other in (("甲", "乙"), ("乙", "甲")):
        (folder / name).mkdir()
        (folder / name / "to").symlink_to(folder / other)
        (folder / name / "a.txt").write_bytes(b"1")
    loops = [path for path, problem in found(folder).items() if problem]
    files = [path for path, problem in found(folder).items() if not problem]
    assert len(loops) == 1
    assert len(files) == 4


def test_links_that_lead_nowhere_or_to_themselves(folder):
    (folder / "nowhere.pdf").symlink_to(folder / "gone.pdf")
    (folder / "itself.pdf").symlink_to(folder / "itself.pdf")
    problems = found(folder)
    assert "gone.pdf', where there is nothing; mend or remove it" in str(problems["nowhere.pdf"])
    assert str(problems["itself.pdf"]).startswith("the file cannot be reached (Too many levels of symbolic links)")


def test_a_link_to_a_file_is_that_file(folder):
    (folder / "link.txt").symlink_to(folder / "总表.txt")
    assert found(folder)["link.txt"] is None


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    assert "no regular file" in str(found(folder)["pipe.txt"])


def test_an_input_that_does_not_exist_is_wrong_usage(folder):
    with pytest.raises(UsageError, match="no such file or folder"):
        find_sources([folder, folder / "没有"], folder / "corpus")


def test_an_input_named_twice_is_read_once(folder):
    sources = find_sources([folder, folder / "总表.txt"], folder / "corpus")
    assert [Path(source.path).name for source in sources] == ["总表.txt", "2023年决算.pdf"]


def test_names_that_are_no_utf8_can_be_opened(folder):
    broken = os.fsencode(folder) + b"/\xb1\xa8\xb8\xe6.txt"  # 报告 in GB18030
    with open(broken, "wb") as file:
        file.write(b"3")
    sources = find_sources([folder], folder / "corpus")
    assert {hash_of(source.path)[:4] for source in sources} == {"6b86", "d473", "4e07"}


def test_a_file_that_vanished_says_so(folder):
    with pytest.raises(UnreadableFile, match="cannot be read: No such file"):
        hash_of(str(folder / "gone.txt"))
