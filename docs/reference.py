"""Fills the pages of reference from the program itself, when the site is built (a hook of MkDocs)."""

from __future__ import annotations

import argparse
import dataclasses
import inspect
import os
import re
from typing import Any

os.environ["COLUMNS"] = "110"  # argparse breaks its lines by the terminal
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((\.\./[^)]+)\)")  # links to files that are no part of the site


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A page with what the program says in place of its marks, and links out of the site as plain names."""
    from pipeline.cli import command_parser

    if "<!-- every command -->" in markdown:
        markdown = markdown.replace("<!-- every command -->", _commands(command_parser()))
    if "<!-- python -->" in markdown:
        markdown = markdown.replace("<!-- python -->", _python())
    return _OUTSIDE.sub(r"\1 (`\2`)", markdown)


def _commands(parser: argparse.ArgumentParser) -> str:
    parts = [f"```text\n{parser.format_help()}```"]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            parts += [f"## {name}\n\n```text\n{each.format_help()}```" for name, each in action.choices.items()]
    return "\n\n".join(parts)


def _python() -> str:
    import pipeline
    from pipeline import document

    parts = []
    for name in ("extract", "read_corpus", "read_panel"):
        function = getattr(pipeline, name)
        parts.append(
            f"## pipeline.{name}\n\n```python\n{name}{inspect.signature(function)}\n```\n\n{_plain(function.__doc__)}"
        )
    parts.append(f"## The model\n\n{_plain(document.__doc__)}")
    for each in ("Document", "Identity", "Section", "Table", "Cell", "Statement", "Check", "Issue"):
        kind = getattr(document, each)
        fields = "\n".join(f"{field.name}: {field.type}" for field in dataclasses.fields(kind))
        parts.append(f"### {each}\n\n{_plain(kind.__doc__)}\n\n```python\n{fields}\n```")
    return "\n\n".join(parts)


def _plain(text: str | None) -> str:
    return inspect.cleandoc(text or "")
