"""The rules of the acts and of regional policy: one rule, one function, one source."""
