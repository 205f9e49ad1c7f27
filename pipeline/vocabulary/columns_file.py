"""columns.toml and tables.toml, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.columns import KEY_ROLES, Columns, KeyRole, TableForm, Term, head_key
from pipeline.vocabulary.compositions import load_compositions
from pipeline.vocabulary.doubts import load_doubts
from pipeline.vocabulary.entries import FLAG, RENAMES, TABLE, TABLES, WORD, WORD_LISTS, WORDS, Kind, check_entry
from pipeline.vocabulary.lexicon import Language, load_languages
from pipeline.vocabulary.matcher import read_matcher
from pipeline.vocabulary.misreadings import Misreadings, load_misreadings
from pipeline.vocabulary.own import NO_WORDS, Texts, with_own
from pipeline.vocabulary.titles import Titles
from pipeline.vocabulary.wordings import read_wordings

_FORM_MUST: Mapping[str, Kind] = {"type": WORD, "titles": WORDS, "columns": WORDS, "wrappers": WORDS}
_FORM_MAY: Mapping[str, Kind] = {
    "rename": RENAMES,
    "rows": WORDS,
    "headerless": WORDS,
    "layout": WORDS,
    "sides": FLAG,
    "figure_last": FLAG,
    "wrapping": WORDS,
}


def load_columns(own: Texts = NO_WORDS) -> Columns:
    """Read columns.toml and tables.toml. Raises BadVocabulary, naming file, entry and what is wrong with it."""
    return read_columns(*_texts(), load_misreadings(), load_languages(), own)


def load_bare_columns() -> Columns:
    """The same without models/, which are made from them: heads are known to the letter, and in other words."""
    return read_columns(*_texts(), Misreadings({}), ())


def _texts() -> tuple[str, str]:
    folder = files("pipeline.vocabulary")
    return (folder / "columns.toml").read_text("utf-8"), (folder / "tables.toml").read_text("utf-8")


def read_columns(
    heads: str, tables: str, misreadings: Misreadings, languages: Sequence[Language], own: Texts = NO_WORDS
) -> Columns:
    """Header terms and standard tables from the texts of columns.toml and tables.toml.

    misreadings: how OCR misreads characters; languages: what heads are written in that no list has; own: a user's words.
    """
    words = with_own(_parsed(heads, "columns.toml"), own, "columns.toml")
    standard = with_own(_parsed(tables, "tables.toml"), own, "tables.toml")
    check_entry(words, "columns.toml", {"keys": TABLE, "term": TABLES, "wordings": TABLE}, {})
    check_entry(words["wordings"], "columns.toml, wordings", {"same": WORD_LISTS, "tails": WORDS}, {})
    check_entry(standard, "tables.toml", {"table": TABLES}, {})
    terms = _terms(words["term"])
    keys = _keys(words["keys"], terms)
    types = [entry.get("type") for entry in standard["table"]]
    twice = next((name for n, name in enumerate(types) if name in types[:n]), None)
    if twice is not None:
        raise BadVocabulary(f"tables.toml: type {twice} is given twice; keep one")
    forms = tuple(_form(entry, terms) for entry in standard["table"])
    brackets = frozenset(head_key(head) for form in forms for head in form.wrappers) - {*keys, *terms}
    answers = {**keys, **{key: term.canonical for key, term in terms.items()}, **{key: key for key in brackets}}
    wordings = read_wordings(words["wordings"]["same"], words["wordings"]["tails"])
    matcher = read_matcher(answers, wordings, misreadings, languages)
    titles = Titles({title: form.type for form in forms for title in form.titles}, misreadings, languages)
    columns = Columns(keys, terms, forms, brackets, matcher, titles, load_compositions(own), load_doubts())
    _check_parents(terms, columns.forms)
    _check_paths(columns)
    return columns


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadVocabulary(f"{name}: no TOML: {error}") from error


def _keys(entries: dict[str, list[str]], terms: Mapping[str, Term]) -> dict[str, KeyRole]:
    check_entry(entries, "columns.toml, keys", dict.fromkeys(KEY_ROLES, WORDS), {})
    keys: dict[str, KeyRole] = {}
    for role in KEY_ROLES:
        for printed in entries[role]:
            key = head_key(printed)
            if key in keys or key in terms:
                raise BadVocabulary(f"columns.toml, keys.{role}: {printed} is given twice; keep one")
            keys[key] = role
    return keys


def _terms(entries: list[dict[str, Any]]) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for n, entry in enumerate(entries, start=1):
        where = f"columns.toml, term {entry.get('canonical', f'number {n}')}"
        check_entry(
            entry, where, {"canonical": WORD}, {"printed": WORDS, "under": WORDS, "seldom": FLAG, "accounts": WORDS}
        )
        term = Term(
            entry["canonical"],
            tuple(entry.get("printed", ())),
            tuple(entry.get("under", ())),
            entry.get("seldom", False),
            tuple(entry.get("accounts", ())),
        )
        for printed in (term.canonical, *term.printed):
            key = head_key(printed)
            if key in terms and terms[key] is not term:
                raise BadVocabulary(
                    f"columns.toml: {printed} is a form of both {terms[key].canonical} and {term.canonical}"
                )
            terms[key] = term
    return terms


def _check_parents(terms: Mapping[str, Term], forms: Iterable[TableForm]) -> None:
    """A head that a term may stand under must be a canonical term or a wrapper of a table, or it never matches."""
    known = {term.canonical for term in terms.values()}.union(*(form.wrappers for form in forms))
    for term in terms.values():
        for head in term.under:
            if head not in known:
                raise BadVocabulary(
                    f"columns.toml, term {term.canonical}: under names {head}, no canonical term and no wrapper"
                )


def _check_paths(columns: Columns) -> None:
    """Paths of a table must be made of known heads, or no header ever gives them."""
    for form in columns.forms:
        for path in (*form.columns, *form.headerless, *("/".join(heads) for heads in form.layout)):
            for head in path.split("/"):
                if not columns.knows_exactly(head):
                    raise BadVocabulary(f"tables.toml, table {form.type}: path {path} holds {head}, no known head")


def _form(entry: dict[str, Any], terms: Mapping[str, Term]) -> TableForm:
    where = f"tables.toml, table {entry.get('type', 'without a type')}"
    check_entry(entry, where, _FORM_MUST, _FORM_MAY)
    wrappers = {
        terms[head_key(word)].canonical if head_key(word) in terms else head_key(word) for word in entry["wrappers"]
    }
    rename: dict[str, str] = entry.get("rename", {})
    paths = [*entry["columns"], *entry.get("headerless", ()), *entry.get("layout", ()), *rename, *rename.values()]
    return TableForm(
        type=entry["type"],
        titles=tuple(head_key(title) for title in entry["titles"]),
        columns=tuple(entry["columns"]),
        wrappers=frozenset(wrappers),
        rename=rename,
        rows=tuple(head_key(row) for row in entry.get("rows", ())),
        headerless=tuple(entry.get("headerless", ())),
        layout=tuple(tuple(path.split("/")) for path in entry.get("layout", ())),
        sides=entry.get("sides", False),
        figure_last=entry.get("figure_last", False),
        wrapping=tuple(entry.get("wrapping", ())),
        heads=frozenset(wrappers | {head for path in paths for head in path.split("/")}),
    )
