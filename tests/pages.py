"""Reads pages as a person does, and inspects every one that is read.

``Browser`` goes from page to page: it opens addresses, follows links by their words and fills in forms by their labels,
posting exactly the fields that stand on the page. Every HTML answer is inspected by ``problems_of``; a page that would
shut somebody out fails the test, whatever the test was about.

    browser = Browser(app.test_client())
    page = browser.open("/konto/logga-in")
    page = page.form("Logga in").fill({"E-post": "maja@example.se", "Lösenord": "…"}).press("Logga in")
    assert page.heading == "Mina ärenden"
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.inspection import CONTROLS, Node, parse, problems_of


class Browser:
    """Goes from page to page with one client, as one person; keeps the cookies that the client keeps."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self._icons: frozenset[str] | None = None

    def open(self, path: str, *, status: int = 200) -> "Page":
        """Open an address, following redirects; the last answer must have the status."""
        return self._read(self.client.get(path, follow_redirects=True), status)

    def post(self, path: str, fields: MultiDict[str, Any], *, status: int = 200) -> "Page":
        """Send fields to an address, following redirects."""
        has_files = any(isinstance(value, tuple) for value in fields.values())
        kind = "multipart/form-data" if has_files else "application/x-www-form-urlencoded"
        return self._read(self.client.post(path, data=fields, content_type=kind, follow_redirects=True), status)

    def sign_in(self, email: str, password: str) -> "Page":
        """Sign in by the sign-in page's own form."""
        return self.open("/konto/logga-in").form("Logga in").fill({"E-post": email, "Lösenord": password}).press()

    def _read(self, answer: Any, status: int) -> "Page":
        assert answer.status_code == status, f"{answer.status}: {answer.get_data(as_text=True)[:2000]}"
        page = Page(self, answer)
        if answer.mimetype == "text/html":
            problems = problems_of(page.html, icons=self.icons)
            assert problems == [], f"{page.path}: {problems}"
        return page

    @property
    def icons(self) -> frozenset[str]:
        """The names in the sprite."""
        if self._icons is None:
            sprite = self.client.get("/utseende/prov/ikoner.svg").get_data(as_text=True)
            self._icons = frozenset(re.findall(r'<symbol id="([^"]+)"', sprite))
        return self._icons


class Page:
    """An answer, read."""

    def __init__(self, browser: Browser, answer: Any) -> None:
        self.browser = browser
        self.answer = answer
        self.path = answer.request.path
        self.html = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""
        self.root, _ = parse(self.html)

    @property
    def heading(self) -> str:
        """The page's name."""
        heading = self.root.first("h1")
        return heading.text if heading else ""

    @property
    def text(self) -> str:
        """Everything that is read in the page's main part, with single ordinary blanks."""
        return (self.root.first("main") or self.root).text

    @property
    def messages(self) -> list[str]:
        """What the notices of the page say."""
        return [node.text for node in self.root.all("div") if "alert" in node.attrs.get("class", "").split()]

    @property
    def errors(self) -> list[str]:
        """What the error summary lists."""
        box = next((one for one in self.root.all("div") if "ff-errors" in one.attrs.get("class", "").split()), None)
        return [item.text for item in box.all("li")] if box else []

    @property
    def links(self) -> dict[str, str]:
        """Addresses by the words of their links; the first where two say the same."""
        found: dict[str, str] = {}
        for link in self.root.all("a"):
            found.setdefault(link.text, link.attrs.get("href", ""))
        return found

    def table(self, number: int = 0) -> list[list[str]]:
        """Return the cells of a table, row by row, with its heads first."""
        table = list(self.root.all("table"))[number]
        return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]

    def follow(self, words: str, *, status: int = 200) -> "Page":
        """Follow the link that says, or begins with, these words."""
        whole = self.links.get(words)
        href = whole or next((href for text, href in self.links.items() if text.startswith(words)), None)
        assert href, f"no link says {words!r}: {list(self.links)}"
        return self.browser.open(href, status=status)

    def form(self, words: str = "") -> "Form":
        """Return the form that has a button that says these words, of the page's main part before its head and foot;
        the first of the main part without words.
        """
        main = self.root.first("main") or self.root
        nodes = [*main.all("form"), *(self.root.all("form") if words else ())]
        forms = [Form(self, node) for node in nodes]
        found = next((form for form in forms if not words or any(words in one for one in form.buttons)), None)
        assert found, f"no form has the button {words!r}: {[form.buttons for form in forms]}"
        return found


class Form:
    """A form as it stands on its page; it sends exactly the fields that are there."""

    def __init__(self, page: Page, node: Node) -> None:
        self.page = page
        self.node = node
        self.fields: MultiDict[str, Any] = MultiDict(self._standing())
        self._labels = {label.attrs.get("for"): label.text for label in node.all("label")}

    @property
    def buttons(self) -> list[str]:
        """What its buttons say."""
        return [button.text for button in self.node.all("button") if button.attrs.get("type", "submit") == "submit"]

    def _standing(self) -> Iterator[tuple[str, str]]:
        for control in self.node.all(*CONTROLS):
            name, kind = control.attrs.get("name"), control.attrs.get("type", "text")
            if not name or "disabled" in control.attrs or kind in ("file", "submit", "button"):
                continue
            if kind in ("radio", "checkbox"):
                if "checked" in control.attrs:
                    yield name, control.attrs.get("value", "on")
            elif control.tag == "select":
                yield from ((name, value) for value in _chosen(control))
            elif control.tag == "textarea":
                yield name, "".join(str(child) for child in control.children).removeprefix("\n")
            else:
                yield name, control.attrs.get("value", "")

    def fill(self, answers: Mapping[str, Any]) -> "Form":
        """Answer by label or by name: a text, True or False for a box, a choice's label or value, a list of them,
        or (file name, content) for a file.
        """
        for asked, answer in answers.items():
            self._answer(self._controls(asked), answer)
        return self

    def value(self, asked: str) -> str:
        """Return what stands in a field."""
        return str(self.fields.get(self._controls(asked)[0].attrs["name"], ""))

    def _controls(self, asked: str) -> list[Node]:
        controls = [one for one in self.node.all(*CONTROLS) if one.attrs.get("type") != "hidden"]
        found = [one for one in controls if asked in (one.attrs.get("name"), self._labels.get(one.attrs.get("id")))]
        for group in self.node.all("fieldset"):
            legend = group.first("legend")
            if not found and legend is not None and legend.text == asked:
                found = [one for one in controls if one.above("fieldset") is group]
        assert found, f"nothing asks for {asked!r}: {sorted(filter(None, self._labels.values()))}"
        return found

    def _answer(self, controls: Sequence[Node], answer: Any) -> None:
        first = controls[0]
        name, kind = first.attrs["name"], first.attrs.get("type")
        if kind == "file":
            files = answer if isinstance(answer, list) else [answer]
            self.fields.setlist(name, [(BytesIO(content), file_name) for file_name, content in files])
        elif kind in ("radio", "checkbox"):
            self.fields.setlist(name, list(self._ticked(controls, answer)))
        elif first.tag == "select":
            self.fields.setlist(name, [_option(first, one) for one in _listed(answer)])
        else:
            self.fields[name] = str(answer)

    def _ticked(self, controls: Sequence[Node], answer: Any) -> Iterator[str]:
        if isinstance(answer, bool):
            yield from [controls[0].attrs.get("value", "on")] if answer else []
            return
        known = {self._labels.get(one.attrs.get("id")): one.attrs.get("value", "on") for one in controls}
        for one in _listed(answer):
            assert one in known or one in known.values(), f"{one!r} is no choice: {list(known)}"
            yield known.get(one, one)

    def press(self, words: str = "", *, status: int = 200) -> "Page":
        """Press a button, the first without words, and return the page that answers."""
        buttons = [one for one in self.node.all("button") if one.attrs.get("type", "submit") == "submit"]
        button = next((one for one in buttons if words in one.text), None)
        assert button is not None, f"no button says {words!r}: {self.buttons}"
        sent: MultiDict[str, Any] = MultiDict(self.fields)
        if button.attrs.get("name"):
            sent.add(button.attrs["name"], button.attrs.get("value", ""))
        to = button.attrs.get("formaction") or self.node.attrs.get("action") or self.page.answer.request.full_path
        if self.node.attrs.get("method", "get").lower() == "get":
            answer = self.page.browser.client.get(to.partition("?")[0], query_string=sent, follow_redirects=True)
            return self.page.browser._read(answer, status)
        return self.page.browser.post(to, sent, status=status)


def _listed(answer: Any) -> list[str]:
    return [str(one) for one in answer] if isinstance(answer, list | tuple | set) else [str(answer)]


def _chosen(select: Node) -> list[str]:
    options = list(select.all("option"))
    chosen = [one for one in options if "selected" in one.attrs]
    if not chosen and "multiple" not in select.attrs:
        chosen = options[:1]
    return [one.attrs.get("value", one.text) for one in chosen]


def _option(select: Node, wanted: str) -> str:
    known = {one.text: one.attrs.get("value", one.text) for one in select.all("option")}
    assert wanted in known or wanted in known.values(), f"{wanted!r} is no choice: {list(known)}"
    return known.get(wanted, wanted)
