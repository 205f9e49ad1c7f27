"""One module a report: its ledger, its forms and its text, each written once."""
