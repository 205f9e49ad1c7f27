"""The usual layout of a standard table, for a header whose levels were flattened into wrong columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.tables.heads.span import Span
from pipeline.vocabulary.columns import Columns

Heads = tuple[str, ...]
OWN_TOTAL = "小计"  # printed as often as there are columns of that name: the broadest heads have theirs first


def laid_out(
    heads: Sequence[Heads], spans: Sequence[Sequence[Span]], columns: Columns, table_type: str
) -> list[Heads] | None:
    """Heads of every column in the order that tables of this type have; None where words and columns do not fit it.

    The words of the header say which columns there are, the layout says in which order, and their number must be
    that of the columns right of the keys.
    """
    keys = _leading_keys(heads, spans, columns)
    words = Counter(columns.term(span.text) for row in spans for span in row)
    forms = [columns.form(table_type)] if table_type != "other" else list(columns.forms)
    for form in forms:
        chosen = present(form.layout, words.elements())
        if chosen and len(chosen) == len(heads) - keys:
            return [*(_key_heads(h, columns) for h in heads[:keys]), *chosen]
    return None


def _leading_keys(heads: Sequence[Heads], spans: Sequence[Sequence[Span]], columns: Columns) -> int:
    """How many columns stand under keys in the top row."""
    ends = [span.end for span in spans[0] if columns.role(span.text) is not None]
    return max(ends, default=0)


def _key_heads(heads: Heads, columns: Columns) -> Heads:
    """The heads of a key column without amounts that slipped under them."""
    return tuple(head for head in heads if columns.role(head) is not None)


def present(layout: Sequence[Heads], printed: Iterable[str]) -> list[Heads]:
    """Columns of the layout all of whose heads are printed, without those that a longer one spells out."""
    words = Counter(printed)
    there = [path for path in layout if all(words[head] for head in path)]
    own_totals = sorted((path for path in there if path[-1] == OWN_TOTAL), key=len)[words[OWN_TOTAL] :]
    there = [path for path in there if path not in own_totals]
    return [path for path in there if not any(other != path and other[: len(path)] == path for other in there)]
