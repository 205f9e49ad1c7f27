"""Formats that only LibreOffice knows (.doc, .wps, .rtf, .odt, .xlsb): converted by it, then read as Word or Excel files.

LibreOffice is asked, not trusted: a process of its own for each document, with a time limit, a profile folder that is thrown
away, macros and active content off, links not followed, and every way to the network leading nowhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pipeline.document import Issue, Page
from pipeline.errors import UnreadableFile
from pipeline.readers.docx import read_docx
from pipeline.readers.recognise import OcrMode, Recogniser
from pipeline.readers.xlsx import read_xlsx

SECONDS: Final = 600.0  # for one document; 3.5 MB of rich text with 41 tables take 100, all others less than 20
_MOST_WRITTEN: Final = 256 << 20  # bytes
_START_AGAIN: Final = 81
_COMMON: Final = "/org.openoffice.Office.Common/Security/Scripting"
_INET: Final = "/org.openoffice.Inet/Settings"
_SETTINGS: Final = (  # where, which, value
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "DisableActiveContent", "true"),
    (_COMMON, "MacroSecurityLevel", "3"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    (_INET, "ooInetProxyType", "1"),
    *((_INET, f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *((_INET, f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),  # discard
)


def read_old_word(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """Word and WPS documents of the old kind, rich text, OpenDocument texts. Raises UnreadableFile."""
    yield from read_docx(converted(source, "docx"), recogniser, ocr)


def read_binary_excel(source: bytes, recogniser: Recogniser | None, ocr: OcrMode) -> Iterator[Page | Issue]:
    """Workbooks that only LibreOffice opens. Raises UnreadableFile."""
    yield from read_xlsx(converted(source, "xlsx"), recogniser, ocr)


def office() -> str | None:
    """The program of LibreOffice itself, not the scripts that start it: one process, which ends when it is told to.

    None where it is not installed.
    """
    script = shutil.which("soffice") or shutil.which("libreoffice")
    program = Path(script).resolve().parent / "soffice.bin" if script else None
    return str(program) if program and program.is_file() else script


def converted(source: bytes, to: Literal["docx", "xlsx"]) -> bytes:
    """The document in another format. Raises UnreadableFile if LibreOffice is missing, fails or takes too long."""
    program = office()
    if program is None:
        raise UnreadableFile(
            "reading this format needs LibreOffice, which is not installed (apt-get install libreoffice-writer "
            f"libreoffice-calc); or save the file as .{to}"
        )
    with tempfile.TemporaryDirectory(prefix="pipeline-office-") as name:
        folder = Path(name)
        (folder / "given").write_bytes(source)
        _write_profile(folder / "profile" / "user")
        said = _run(program, folder, to)
        written = folder / "out" / f"given.{to}"
        if not written.is_file():
            raise UnreadableFile(f"LibreOffice could not open the file{said}; save it as .{to}")
        if written.stat().st_size > _MOST_WRITTEN:
            raise UnreadableFile(f"LibreOffice made more than {_MOST_WRITTEN >> 20} MB of the file: not read")
        return written.read_bytes()


def _run(program: str, folder: Path, to: str) -> str:
    """Convert `given` into out/; what LibreOffice complained of. Raises UnreadableFile."""
    status, said = _start(program, folder, to)
    if status == _START_AGAIN:  # it has set up its profile
        status, said = _start(program, folder, to)
    return said


def _start(program: str, folder: Path, to: str) -> tuple[int, str]:
    """The exit status of LibreOffice and what it complained of."""
    command = [
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo"),
        *("--nolockcheck", "--nodefault", "--convert-to", to, "--outdir", str(folder / "out"), str(folder / "given")),
    ]
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder), "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )
    except OSError as error:
        raise UnreadableFile(f"LibreOffice cannot be started: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(f"LibreOffice was not done with the file after {SECONDS:g} s; save it as .{to}") from error
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "javaldx" not in line]
    return done.returncode, f" ({lines[-1].strip()[:200]})" if lines else ""


def _write_profile(folder: Path) -> None:
    """A profile that executes nothing and fetches nothing."""
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        "utf-8",
    )
