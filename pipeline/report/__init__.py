"""`pipeline report`: a corpus at a glance, as one HTML file that needs no network."""
