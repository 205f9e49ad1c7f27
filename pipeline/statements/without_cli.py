"""spaCy without its command line, which `import spacy` would load as well: 400 modules, two HTTP clients among them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

_COMMAND_LINE: Final = "spacy.cli"
_INFO: Final = "spacy.cli.info"  # all that `import spacy` wants of it: the function `info`


@contextmanager
def spacy_without_command_line() -> Iterator[None]:
    """Let spaCy be imported alone. Who wants its command line afterwards can still import it."""
    if "spacy" in sys.modules:
        yield
        return
    package, info = ModuleType(_COMMAND_LINE), ModuleType(_INFO)
    package.__path__ = []
    vars(info)["info"] = _info
    sys.modules.update({_COMMAND_LINE: package, _INFO: info})
    try:
        yield
    finally:
        for name in (_INFO, _COMMAND_LINE):
            sys.modules.pop(name, None)
        if spacy := sys.modules.get("spacy"):
            vars(spacy).pop("cli", None)


def _info(*arguments: Any, **named: Any) -> Any:
    """`spacy.info`, for whoever calls it."""
    from spacy.cli.info import info

    return info(*arguments, **named)
