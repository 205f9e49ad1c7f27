"""The tables of corpus.duckdb, from wherever it is opened or attached: held in it, or of a large corpus as views."""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.export.duckdb import write_duckdb
from pipeline.export.schema import SCHEMAS

QUESTION = "SELECT row_name, value FROM cells WHERE value IS NOT NULL"
ANSWER = [("行政运行", Decimal("1200345.60000000"))]
ROWS, VIEWS = 1_000_000, 0  # cells that are copied


@pytest.fixture(params=[ROWS, VIEWS], ids=["rows", "views"])
def database(corpus: Path, request: pytest.FixtureRequest) -> Path:
    write_duckdb(corpus, request.param)
    return corpus / "corpus.duckdb"


def _asked_attached(database: Path, before: str = "") -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute(f"{before}; ATTACH '{str(database).replace(chr(39), chr(39) * 2)}' AS corpus (READ_ONLY)")
        return connection.execute(QUESTION.replace("cells", "corpus.cells")).fetchall()


def test_every_table_with_its_columns(database):
    with duckdb.connect(database, read_only=True) as connection:
        columns = {
            name: [column[0] for column in connection.execute(f"SELECT * FROM {name} LIMIT 0").description]
            for name in SCHEMAS
        }
        assert columns == {name: schema.names for name, schema in SCHEMAS.items()}
        assert connection.execute(QUESTION).fetchall() == ANSWER


def test_a_corpus_can_be_moved(database, tmp_path, monkeypatch):
    moved = tmp_path / "it's here"
    shutil.move(database.parent, moved)
    monkeypatch.chdir(moved)
    for place in (moved / "corpus.duckdb", Path("corpus.duckdb")):
        with duckdb.connect(place, read_only=True) as connection:
            assert connection.execute(QUESTION).fetchall() == ANSWER


def test_a_corpus_can_be_attached_where_it_was_written(database, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert _asked_attached(database) == ANSWER
    assert _asked_attached(Path(os.path.relpath(database))) == ANSWER


def test_a_moved_corpus_can_be_attached(corpus, tmp_path):
    write_duckdb(corpus, ROWS)
    moved = tmp_path / "elsewhere"
    shutil.move(corpus, moved)
    assert _asked_attached(moved / "corpus.duckdb") == ANSWER


def test_a_large_corpus_that_was_moved_and_is_attached_is_told_its_place(corpus, tmp_path):
    write_duckdb(corpus, VIEWS)
    moved = tmp_path / "elsewhere"
    shutil.move(corpus, moved)
    with pytest.raises(duckdb.IOException, match=str(corpus)):
        _asked_attached(moved / "corpus.duckdb")
    assert _asked_attached(moved / "corpus.duckdb", f"SET VARIABLE corpus_folder = '{moved}'") == ANSWER


def test_writing_again_replaces_it(database, corpus):
    write_duckdb(corpus)
    with duckdb.connect(database, read_only=True) as connection:
        assert connection.execute(QUESTION).fetchall() == ANSWER
