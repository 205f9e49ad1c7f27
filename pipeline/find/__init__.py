"""`pipeline find`: full text of a corpus in Chinese, in statements, sections and cells."""
