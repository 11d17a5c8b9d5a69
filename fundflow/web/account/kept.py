"""What was typed when a session ended: carried through the sign-in as hidden fields, and sent on by one button.

A POST from someone who is not signed in any more, or whose page is older than the session, is not thrown away. The
answer holds every field, in order and as often as it came; files and tokens cannot be kept, and passwords are not.
Only what our own pages sent is kept: a browser tells when another site's page did.
"""

from dataclasses import dataclass
from typing import Final

from flask import request
from werkzeug.datastructures import MultiDict

from fundflow.web.security import is_local

PREFIX: Final = "kept-"
NEXT: Final = "next"
_NOT_KEPT: Final = ("csrf_token", "password")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the fields were going, the fields, and whether there were files among them."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    had_files: bool = False


def sent_by_our_page() -> bool:
    """Say whether a page of this service sent the request; browsers tell where a form comes from."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    return site in (None, "same-origin", "none") and origin in (None, request.host_url.rstrip("/"))


def keep_request() -> Kept:
    """Return what this request tried to send."""
    path = request.full_path.rstrip("?")
    if not sent_by_our_page():
        return Kept(path)
    had_files = any(file.filename for file in request.files.values())
    return Kept(path, tuple(_kept(request.form)), had_files)


def kept_before() -> Kept | None:
    """Return what a sign-in form carries with it, or None when it carries nothing that may be used."""
    path = request.form.get(NEXT) or request.args.get(NEXT, "")
    if not is_local(path):
        return None
    carried = (pair for pair in request.form.items(multi=True) if pair[0].startswith(PREFIX))
    fields = [(name.removeprefix(PREFIX), value) for name, value in carried]
    return Kept(path, tuple(_kept(MultiDict(fields))))


def _kept(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.items(multi=True) if not any(word in name for word in _NOT_KEPT)]
