"""`--vocabulary DIR`: files of a user's own words, which `pipeline.vocabulary.own` joins to the packaged ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.vocabulary.own import FILES, NO_WORDS, Texts


def read_words(folder: Path | None) -> Texts:
    """The texts of a user's vocabulary files. Raises UsageError for a file that is none, and a folder without any."""
    if folder is None:
        return NO_WORDS
    found = {path.name: path for path in sorted(folder.glob("*.toml"))}
    strange = next((name for name in found if name not in FILES), None)
    if strange or not found:
        told = f"{folder / strange} is no file of a vocabulary" if strange else f"{folder} holds no vocabulary"
        raise UsageError(f"{told}; there are {', '.join(FILES)}")
    try:
        return {name: path.read_text("utf-8-sig") for name, path in found.items()}
    except UnicodeDecodeError as error:
        raise UsageError(f"{folder}: a file is not UTF-8: {error}") from error


def mark_of_words(words: Texts) -> str:
    """What changes when the words do: eight hexadecimal digits."""
    return hashlib.sha256(repr(sorted(words.items())).encode()).hexdigest()[:8]
