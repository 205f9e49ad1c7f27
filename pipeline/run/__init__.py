"""Many files to many documents: jobs, resume, timeout. What one document does wrong stays with that document."""
