"""A made-up region: its people, applicants, ideas, and two years of cases that the services themselves make."""
