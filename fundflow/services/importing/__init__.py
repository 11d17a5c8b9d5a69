"""Historic cases out of a list: read the values, check every row, write all or nothing.

``deed.import_cases`` is the way in; ``values`` and ``rows`` read, ``checking`` and ``applicants`` say what is wrong,
``writing`` makes cases and ``reconciliation`` adds up what the list holds.
"""
