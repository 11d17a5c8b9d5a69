"""Headers of every answer: what a page may load, who may frame it, and how long it may be kept; safe addresses."""

import secrets
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session

_SAME_FOR_ALL: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}

_A_YEAR: Final = "public, max-age=31536000, immutable"
VERSIONED: Final = frozenset({"static", "bootstrap.static", "assets.icons", "assets.region", "assets.mark"})
"""Endpoints whose addresses carry a version, so that what they answer never changes."""


def csp_nonce() -> str:
    """Return the word that lets this answer's own scripts run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _policy() -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{csp_nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def is_local(path: str) -> bool:
    """Say whether the path leads to a page of this service and nowhere else."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or any(ord(sign) < 32 for sign in path):
        return False
    parts = urlsplit(path)
    return not (parts.scheme or parts.netloc)


def protect(response: Response) -> Response:
    """Give the answer its headers; what a view has set itself is left alone."""
    for name, value in _SAME_FOR_ALL.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy())
    if current_app.config["HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint in VERSIONED and response.status_code in (200, 304) and not current_app.debug:
        response.headers["Cache-Control"] = _A_YEAR
    elif request.endpoint not in VERSIONED:
        response.headers.setdefault("Cache-Control", "private, no-store" if _passes() else "private, no-cache")
    return response


def _passes() -> bool:
    """Say whether the browser's Back is to ask for the page anew, since what it shows of someone's own may have passed.

    The answer to a form is kept: asking for it anew would send the form again, so Back would be an error instead.
    """
    return "_user_id" in session and request.method in ("GET", "HEAD")


def limit_texts() -> None:
    """Let a form without files be no larger than forms may be; Werkzeug limits only those that are sent in parts."""
    if request.mimetype == "application/x-www-form-urlencoded":
        config = current_app.config
        request.max_content_length = min(config["MAX_FORM_MEMORY_SIZE"], config["MAX_CONTENT_LENGTH"])


def register(app: Flask) -> None:
    """Protect every answer of the app; before anything reads a form."""
    app.before_request(limit_texts)
    app.after_request(protect)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
