"""A table handed over in any form and read back is the table."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tables.forms import FORMS, Expenditure, as_lines, expenditures


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=expenditures())
def test_every_fact_comes_back(read, form, table: Expenditure):
    (found,) = read(FORMS[form](table))
    assert found.type == "expenditure"
    assert [(c.row_code, c.row_name, c.column_path, c.value) for c in found.cells if c.value is not None] == table.facts


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=expenditures())
def test_single_cells_keep_their_rows_and_order(read, table: Expenditure):
    """Without the empty cells a column cannot always be told, but row, order and amount can."""
    (found,) = read(as_lines(table))
    assert [(c.row_code, c.row_name, c.value) for c in found.cells] == [
        (code, name, v) for code, name, _, v in table.facts
    ]
