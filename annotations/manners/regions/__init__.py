"""One module a region: `BODIES` and `write(body)`."""
