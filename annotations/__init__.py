"""Sample reports of invented bodies, their gold data and what makes them; see README.md."""
