"""Answers to a page's own scripts: JSON where they ask for it, with a word for what happened.

A script that sends something says ``Accept: application/json``. What is refused is then answered with
``{"problem": word, "text": sentence}`` and the status that a page would have had. Which words there are stands in the
scripts that read them (static/js/sending.js).
"""

from typing import Final

from flask import Response, jsonify, request

SIGNED_OUT: Final = "signed-out"
OLD_PAGE: Final = "old-page"
CONFLICT: Final = "conflict"
REFUSED: Final = "refused"


def asked_by_script() -> bool:
    """Say whether a script of a page asks, and not someone who is to be shown a page."""
    return request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json"


def problem(word: str, status: int, text: str = "", **more: object) -> Response:
    """Return what a script is told when something could not be done."""
    answer = jsonify(problem=word, text=text, **more)
    answer.status_code = status
    return answer
