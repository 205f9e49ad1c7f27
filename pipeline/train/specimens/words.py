"""The words of the vocabulary that specimens print and heads are told from. Needs no trained part."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.columns_file import load_bare_columns
from pipeline.vocabulary.cues import load_cues
from pipeline.vocabulary.headings import load_headings


@dataclass(frozen=True, slots=True)
class Words:
    """Each list sorted, each word once."""

    heads: tuple[str, ...]  # heads and titles of tables, headings of sections
    names: tuple[str, ...]  # every name that an account ever had
    codes: tuple[str, ...]  # of accounts
    rows: tuple[str, ...]  # what else tables and sentences call their rows and quantities


def load_words() -> Words:
    """The words as packaged. Raises BadVocabulary."""
    columns, accounts, names = load_bare_columns(), load_accounts(), load_cues().names
    titles = {title for form in columns.forms for title in form.titles}
    headings = {word for form in load_headings().forms for word in (*form.words, *form.whole, *form.ends)}
    rows = {row for form in columns.forms for row in (*form.rows, *form.wrappers)}
    return Words(
        heads=tuple(sorted({*columns.keys, *columns.terms} | titles | headings)),
        names=tuple(sorted({name for code in accounts for name in accounts.names_of(code)})),
        codes=tuple(sorted(accounts)),
        rows=tuple(sorted(rows | {word for words in names.values() for word in words})),
    )
