"""Words of bodies' names, and what is wrong with a list of them."""

from __future__ import annotations

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary import bodies
from pipeline.vocabulary.bodies import load_bodies


@pytest.mark.parametrize(
    ("text", "ends"),
    [("云溪县林业局(本级)", True), ("云溪县杏花学区", True), ("云溪县林业局的", False), ("云溪县2024年", False)],
)
def test_how_names_end(text: str, ends: bool) -> None:
    assert load_bodies().ends_name(text) is ends


def test_missing_list_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LISTS", (*bodies.LISTS, "nicknames"))
    with pytest.raises(BadVocabulary, match=r"bodies\.toml, nicknames"):
        load_bodies()
