"""Tables for people: on a terminal, and on a page beside the picture they were read from."""
