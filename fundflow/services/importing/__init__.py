"""Lists that people send: read the values, check every row, write all or nothing.

``deed.import_cases`` takes historic cases: ``values`` and ``rows`` read, ``checking`` and ``applicants`` say what is
wrong, ``writing`` makes cases and ``reconciliation`` adds up what the list holds. ``claim_costs`` takes the
costs of a claim.
"""
