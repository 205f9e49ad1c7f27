"""What spaCy brings along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_statements_are_read_without_spacys_command_line():
    """Its HTTP clients are not loaded either; whoever wants it afterwards has it."""
    told = (
        "import sys\n"
        "from pipeline.run.tools import own_tools\n"
        "own_tools()\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'requests', 'httpx', 'weasel', 'typer', 'click'}))\n"
        "print([name for name in sys.modules if name.startswith('spacy.cli')])\n"
        "import spacy.cli\n"
        "print(spacy.cli.info.__module__, spacy.info(silent=True)['spacy_version'] == spacy.__version__)\n"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.splitlines() == ["[]", "[]", "spacy.cli.info True"], done.stderr
