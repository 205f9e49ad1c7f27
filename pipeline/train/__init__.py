"""Training of the learned parts, one file each."""
