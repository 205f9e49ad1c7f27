"""A corpus → a panel: one row for each agency, year, report, quantity, fund and phase."""
