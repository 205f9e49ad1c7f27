"""What a file is, told by its structure: the members of an archive, the streams of an old office file, the markup of a text.

Names say nothing (a browser saves a web page as .xls), and neither do a few first bytes: a stored ZIP of PDFs has the mark
of a PDF in its first kilobyte, and a web page may begin with a comment.
"""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO, Final

from pipeline.readers import media_types as kinds
from pipeline.readers.compound import names_in_root
from pipeline.readers.sniff_text import text_media_type

_COMPOUND_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a member, none at all, the first of several volumes
_PDF_MARK_WITHIN = 1024  # bytes: rubbish may stand before it
_SIGNATURES: Final = (  # where, which bytes, what they open
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    *((0, mark, "image/tiff") for mark in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),  # + is BigTIFF
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"jP  \r\n", "image/jp2"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
    (0, b"Founder CEB", "application/x-ceb"),
)
_IN_ROOT: Final = (  # a stream or storage of a compound file, what it makes it
    ("EncryptedPackage", kinds.LOCKED),
    ("WordDocument", kinds.DOC),
    ("Workbook", kinds.XLS),
    ("Book", kinds.XLS),  # Excel 5 and 95
    ("PowerPoint Document", kinds.PPT),
    ("__properties_version1.0", kinds.MSG),
)
_IN_ARCHIVE: Final = (  # how the name of a member begins, what it makes the archive
    ("word/", kinds.DOCX),
    ("xl/workbook.bin", kinds.XLSB),
    ("xl/", kinds.XLSX),
    ("ppt/", kinds.PPTX),
)


def media_type(source: bytes) -> str | None:
    """The media type of a file, or None for bytes that have no structure we know.

    >>> media_type(b"%PDF-1.7 ..."), media_type("2023年度部门决算".encode("gb18030")), media_type(bytes(64))
    ('application/pdf', 'text/plain', None)
    """
    if source.startswith(_ZIP_MARKS):
        return zip_media_type(io.BytesIO(source))
    if source.startswith(_COMPOUND_MARK):
        names = names_in_root(source)
        return next((kind for name, kind in _IN_ROOT if name in names), kinds.COMPOUND)
    for place, mark, kind in _SIGNATURES:
        if source.startswith(mark, place):
            return kind
    if _is_bitmap(source):
        return "image/bmp"
    if is_tar(source):
        return kinds.TAR
    return text_media_type(source, may_be_pdf=b"%PDF-" in source[:_PDF_MARK_WITHIN])


def zip_media_type(source: BinaryIO) -> str:
    """An archive by its members; one that is damaged stays an archive."""
    try:
        with zipfile.ZipFile(source) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 100:
                return archive.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return kinds.ZIP
    if "OFD.xml" in names:
        return kinds.OFD
    if "[Content_Types].xml" in names:
        return next((kind for start, kind in _IN_ARCHIVE if any(name.startswith(start) for name in names)), kinds.ZIP)
    return kinds.ZIP


def _is_bitmap(source: bytes) -> bool:
    """Whether a header of BMP follows its two letters, with which a text may begin as well."""
    return source.startswith(b"BM") and int.from_bytes(source[2:6], "little") == len(source)


def is_tar(source: bytes) -> bool:
    """Whether the first block is the header of a member: its sum is right, whichever tar wrote it."""
    header = source[:512]
    stated = header[148:156].strip(b" \0")
    if len(header) < 512 or not stated or not stated.isdigit():
        return False
    return sum(header[:148]) + sum(b" " * 8) + sum(header[156:]) == int(stated, 8) if _octal(stated) else False


def _octal(digits: bytes) -> bool:
    return not digits.strip(b"01234567")
