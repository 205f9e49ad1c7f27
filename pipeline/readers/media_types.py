"""What files are called: the registered media types, and names of our own (x-) where none is."""

from __future__ import annotations

from typing import Final

HTML: Final = "text/html"
MARKDOWN: Final = "text/markdown"  # only where its tables are those of a web page; the others are lines of plain text
CSV: Final = "text/csv"
PLAIN: Final = "text/plain"
MHTML: Final = "multipart/related"
RTF: Final = "application/rtf"
WARC: Final = "application/warc"
XML: Final = "application/xml"
SHEET_XML: Final = "application/x-spreadsheet+xml"  # Excel 2003 as XML, flat ODS
TEXT_XML: Final = "application/x-text-document+xml"  # Word 2003 as XML, flat ODT
JSON: Final = "application/json"
HTTP: Final = "message/http"  # what a crawler kept of the conversation, the header first

ZIP: Final = "application/zip"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB: Final = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
OFD: Final = "application/ofd"
COMPOUND: Final = "application/x-ole-storage"  # an office file of before 2007 of no kind we know
DOC: Final = "application/msword"  # .doc, and .wps of WPS Office
XLS: Final = "application/vnd.ms-excel"  # .xls, and .et of WPS Office
PPT: Final = "application/vnd.ms-powerpoint"
MSG: Final = "application/vnd.ms-outlook"
LOCKED: Final = "application/x-encrypted-office"  # of any year, under a password
PDF: Final = "application/pdf"
TAR: Final = "application/x-tar"
