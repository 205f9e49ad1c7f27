"""The report of an evaluation for the browser: one file, nothing loaded, fit for print."""
