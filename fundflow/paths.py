"""Where templates, migrations, catalogue and translations lie, in a checkout and in an installed wheel."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def _shipped_or_checked_out(name: str) -> Path:
    shipped = _PACKAGE / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


TEMPLATES: Final = _shipped_or_checked_out("templates")
MIGRATIONS: Final = _shipped_or_checked_out("migrations")
CATALOGUE: Final = _PACKAGE / "catalogue" / "data"
TRANSLATIONS: Final = _PACKAGE / "translations"
