"""Fields that a page's script sends as they are left, and the sign it gives of being open."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.pages import Page


def token_of(page: Page) -> str:
    """The token that stands on a page."""
    field = page.root.first("input", name="csrf_token")
    assert field is not None
    return field.attrs["value"]


def versions_of(page: Page) -> dict[str, str]:
    """The hidden versions of a page, by question."""
    return {
        field.attrs["name"].removeprefix("version-"): field.attrs["value"]
        for field in page.root.all("input")
        if field.attrs.get("name", "").startswith("version-")
    }


def post(page: Page, address: str, fields: Mapping[str, Any]) -> TestResponse:
    """Send fields as the page's script does."""
    return page.browser.client.post(
        address,
        data=MultiDict(fields),
        headers={"Accept": "application/json", "X-CSRFToken": token_of(page)},
    )


def leave_at(
    page: Page, address: str, question: str, fields: Mapping[str, Any], *, version: str | None = None
) -> TestResponse:
    """Leave a field of the page: its question is sent, with the version it was written on."""
    version = versions_of(page)[question] if version is None else version
    return post(page, f"{address}/svar/{question}", {f"version-{question}": version, **fields})
