"""How regions report: one module a manner, each with its bodies and `write`, which makes a report of one of them."""
