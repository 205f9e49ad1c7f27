"""Tables in the manners of many offices, handed over in every form, say what was printed."""

import pytest

from tests.tables.conftest import facts
from tests.tables.printed import RENDERINGS
from tests.tables.sheets import SHEETS


@pytest.mark.parametrize("form", RENDERINGS)
@pytest.mark.parametrize("name", SHEETS)
def test_every_number_comes_back_under_its_heads(read, name, form):
    sheet = SHEETS[name]
    (table,) = read(RENDERINGS[form](sheet))
    assert (table.type, table.title, table.unit) == (sheet.type, sheet.title, sheet.unit)
    assert sorted(map(str, facts(table))) == sorted(map(str, sheet.facts))
