"""The views of corpus.duckdb, from wherever it is opened."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.export.duckdb import write_duckdb
from pipeline.export.schema import SCHEMAS

QUESTION = "SELECT row_name, value FROM cells WHERE value IS NOT NULL"
ANSWER = [("行政运行", Decimal("1200345.60000000"))]


@pytest.fixture
def database(corpus: Path) -> Path:
    write_duckdb(corpus)
    return corpus / "corpus.duckdb"


def test_a_view_per_table(database):
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


def test_a_corpus_can_be_attached_where_it_was_written(database):
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{database}' AS corpus (READ_ONLY)")
        assert connection.execute(QUESTION.replace("cells", "corpus.cells")).fetchall() == ANSWER


def test_writing_again_replaces_it(database, corpus):
    write_duckdb(corpus)
    with duckdb.connect(database, read_only=True) as connection:
        assert connection.execute(QUESTION).fetchall() == ANSWER
