"""HTML that cannot be broken into: whatever is not markup of our own making is escaped."""

from __future__ import annotations

from html import escape
from typing import Final

from pipeline.show.printable import printable

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_WITHOUT_END: Final = frozenset({"meta", "link", "br", "img", "col"})


class Markup(str):
    """Text that is markup already. Only this module and constants of ours make any."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str | int | None) -> Markup:
    """An element. Text and attribute values are escaped; an attribute that is None is left out.

    A trailing underscore keeps names apart from Python's (`class_`), others become hyphens (`aria_label`).

    >>> tag("td", "<b>1</b>", tag("i", "2"), class_="figure", title=None)
    '<td class="figure">&lt;b&gt;1&lt;/b&gt;<i>2</i></td>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _WITHOUT_END:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{together(*content)}</{name}>")


def together(*content: str) -> Markup:
    """Several pieces as one; text among them is escaped."""
    return Markup("".join(piece if isinstance(piece, Markup) else escape(printable(piece)) for piece in content))


def page(title: str, style: str, *body: Markup, lang: str) -> str:
    """A whole page that holds all it shows: it runs nothing and fetches nothing. lang: a BCP 47 tag."""
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    return f"<!DOCTYPE html>\n{tag('html', tag('head', *head), tag('body', *body), lang=lang)}\n"


def _attribute(value: str) -> str:
    """A value between quotes; its lines stay lines.

    >>> _attribute('a" onload="x')
    'a&quot; onload=&quot;x'
    """
    return "&#10;".join(escape(printable(line)) for line in value.split("\n"))
