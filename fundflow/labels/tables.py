"""Tables of words that are put together from several."""

from collections.abc import Mapping


def joined(*tables: Mapping[str, str]) -> dict[str, str]:
    """Return the rows of all tables as one; ValueError when a key stands in two, since one would hide the other."""
    whole: dict[str, str] = {}
    for table in tables:
        if twice := whole.keys() & table.keys():
            raise ValueError(f"in two tables: {', '.join(sorted(twice))}")
        whole |= table
    return whole
