"""Lays the reports of `annotations/source` out to text forms, PDF and scans, and carries their gold along."""
