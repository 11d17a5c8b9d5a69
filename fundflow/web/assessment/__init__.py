"""Judge a case by its criteria; propose what to decide."""
