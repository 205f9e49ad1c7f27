"""Documents that are ZIP archives of XML parts (OOXML, OpenDocument, OFD): bounded reading, harmless parsing.

Nothing is unpacked to disk, no entity is resolved, nothing is fetched. What a part claims of its size is not believed:
reading stops at the limit.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

MOST_BYTES = 256 << 20  # of all parts read, unpacked; a report with a hundred scans has 60 MB
MOST_PARTS = 20_000

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Package:
    """The parts of one document. Raises UnreadableFile where it is damaged, encrypted or too large."""

    def __init__(self, source: bytes, what: str) -> None:
        self._what = what
        self._left = MOST_BYTES
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source))
        except _BROKEN as error:
            raise UnreadableFile(f"the {what} is damaged: {error}; fetch it again") from error
        names = self._archive.namelist()
        if len(names) > MOST_PARTS:
            raise UnreadableFile(f"the {what} has {len(names):,} parts, over the limit of {MOST_PARTS:,}")
        self._names = {_normal(name): name for name in names}

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._names

    def names(self) -> Iterator[str]:
        yield from self._names.values()

    def read(self, name: str) -> bytes:
        """The bytes of a part; an absent one is none."""
        stored = self._names.get(_normal(name))
        if stored is None:
            return b""
        try:
            with self._archive.open(stored) as part:
                content = part.read(self._left + 1)
        except _BROKEN as error:
            raise UnreadableFile(f"the {self._what} is damaged at its part {name}: {error}; fetch it again") from error
        if len(content) > self._left:
            raise UnreadableFile(f"the {self._what} unpacks to more than {MOST_BYTES >> 20} MB: not read")
        self._left -= len(content)
        return content

    def xml(self, name: str) -> Element | None:
        """The root of a part; None where there is no such part."""
        content = self.read(name)
        return parse_xml(content, f"{self._what}: {name}") if content else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (last word of the type, name of the target part) of what a part of OOXML refers to inside the package."""
        folder, name = posixpath.split(part)
        root = self.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        if root is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in root
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External"
        }

    def target(self, part: str, kind: str) -> str | None:
        """The part that another one refers to with this kind of relation."""
        return next((target for found, target in self.relations(part).values() if found == kind), None)


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def parse_xml(content: bytes, where: str) -> Element:
    """The root element. Raises UnreadableFile for what is no XML, and for any that declares a type of its own."""
    from lxml import etree

    refuse_entities(content, where)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"{where} is no XML: {error}") from error
    return root


def refuse_entities(content: bytes, where: str) -> None:
    """Raises UnreadableFile for XML that declares a type of its own. In another encoding it is parsed, and stays unresolved."""
    if b"<!DOCTYPE" in content:
        raise UnreadableFile(f"{where} declares entities of its own, which no office program does: not read")


def local(element: Element) -> str:
    """The name of an element without its namespace; "" of a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
