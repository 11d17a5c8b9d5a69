"""Safe defaults for every setting, and the secret that the service keeps beside its database.

``instance/config.py``, variables that begin with ``FUNDFLOW_`` and the argument of ``create_app`` win over these, in
that order. ``instance/config.example.py`` explains each.
"""

import contextlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

MEGABYTE: Final = 1024 * 1024

DEFAULTS: Final[Mapping[str, object]] = {
    # the region
    "REGION": "vasterbotten",
    "REGION_NAME": "Regionen",
    "REGION_UNIT": "Regional utveckling",
    "REGION_UNIT_EN": "Regional development",
    "REGION_BRAND": "#1d4f73",
    "REGION_MARK": None,
    "REGION_MARK_INVERSE": None,
    "SERVICE_NAME": "Stöd och projektmedel",
    "SERVICE_NAME_EN": "Support and project funding",
    "REGISTRY_PREFIX": "RUN",
    "CONTACT_ADDRESS": "",
    "CONTACT_PHONE": "",
    "CONTACT_EMAIL": "",
    "CONTACT_WEB": "",
    "DATA_PROTECTION_EMAIL": "",
    "LANGUAGES": ("sv", "en"),
    "CATALOGUE_FOLDERS": (),
    # where it runs
    "DATABASE_URL": "sqlite:///fundflow.db",
    "BASE_URL": "http://127.0.0.1:8000",
    "HTTPS": True,
    "TRUSTED_PROXIES": 0,
    "DEMO": False,
    # mail: without a server, letters are written to the log
    "MAIL_SERVER": "",
    "MAIL_PORT": 587,
    "MAIL_USE_TLS": True,
    "MAIL_USERNAME": "",
    "MAIL_PASSWORD": "",
    "MAIL_SENDER": "",
    # how long one stays signed in (D15)
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=8),
    "SESSION_IDLE": timedelta(hours=1),
    "SESSION_COOKIE_NAME": "fundflow",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_REFRESH_EACH_REQUEST": False,
    # the token lives as long as the session it belongs to
    "WTF_CSRF_TIME_LIMIT": None,
    # one attachment may be 20 MB (D43); several are sent together
    "MAX_FILE_SIZE": 20 * MEGABYTE,
    "MAX_CONTENT_LENGTH": 120 * MEGABYTE,
    "MAX_FORM_MEMORY_SIZE": 4 * MEGABYTE,
    "MAX_FORM_PARTS": 5000,
    # tries to sign in, ask for a link or make an account
    "RATELIMIT_ENABLED": True,
    "RATELIMIT_STORAGE_URI": "memory://",
    "RATELIMIT_HEADERS_ENABLED": False,
    "SIGN_IN_LIMIT": "10 per minute; 60 per hour",
    "MAIL_LIMIT": "5 per minute; 20 per hour",
    # libraries
    "BOOTSTRAP_SERVE_LOCAL": True,
    "BABEL_DEFAULT_LOCALE": "sv",
    "BABEL_DEFAULT_TIMEZONE": "Europe/Stockholm",
}


def kept_secret(instance: Path) -> str:
    """Return the secret that signs sessions, made and kept with mode 600 in the instance at the first start.

    Several workers may start at once: the first one's secret is everybody's.
    """
    path = instance / "secret"
    if not path.exists():
        draft = instance / f"secret.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), "ascii")
        # A link is made whole or not at all, so that nobody reads a half-written secret.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text("ascii").strip()
