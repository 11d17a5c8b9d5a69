"""What states, roles, events and findings are called, to office and applicant, and how amounts and days are written."""
