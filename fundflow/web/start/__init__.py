"""Pages for everybody: what can be applied for, how to reach the region, accessibility, personal data."""
