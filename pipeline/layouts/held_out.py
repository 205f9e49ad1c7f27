"""The vocabulary of columns without the wordings of one family of forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.layouts.labels import Layout
from pipeline.vocabulary.columns import Columns, head_key
from pipeline.vocabulary.matcher import read_matcher


def without_family(columns: Columns, family: str, layouts: Sequence[Layout]) -> Columns:
    """Without printed forms and titles that this family's layouts have and no other region's.

    The same region's forms of other years share its wordings, and do not keep them. Canonical terms, keys, wordings that say the same
    and the words of titles.toml stay: they are language, not forms.
    """
    own = [layout for layout in layouts if layout.family == family]
    rest = [layout for layout in layouts if layout.region != own[0].region]
    heads = _heads(own) - _heads(rest) - {head_key(term.canonical) for term in columns.terms.values()}
    titles = _held(own, columns) - _held(rest, columns)
    terms = {key: term for key, term in columns.terms.items() if key not in heads}
    types = {title: of for title, of in columns.titles.types.items() if title not in titles}
    forms = tuple(
        replace(form, titles=tuple(title for title in form.titles if title not in titles)) for form in columns.forms
    )
    matcher = columns.matcher
    if len(terms) < len(columns.terms):
        answers = {
            **columns.keys,
            **{key: term.canonical for key, term in terms.items()},
            **{key: key for key in columns.brackets},
        }
        matcher = read_matcher(answers, matcher.wordings, matcher.lexicon.misreadings, matcher.lexicon.languages)
    return replace(
        columns,
        terms=terms,
        forms=forms,
        matcher=matcher,
        titles=replace(columns.titles, types=types, _found={}),
    )


def _heads(layouts: Iterable[Layout]) -> set[str]:
    return {head_key(head) for layout in layouts for column in layout.columns for head in column.heads}


def _held(layouts: Iterable[Layout], columns: Columns) -> set[str]:
    """Titles of the vocabulary that stand in titles of these layouts."""
    printed = [head_key(layout.title) for layout in layouts if layout.title]
    return {title for title in columns.titles.types if any(title in one for one in printed)}
