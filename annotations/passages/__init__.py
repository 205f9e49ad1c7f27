"""Passages in many manners of wording, each with the statements it makes. See README.md beside this file."""
