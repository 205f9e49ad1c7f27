"""The standard forms in several regional layouts, filled from a ledger."""
