"""Reads HTML as a tree and tells what on a page would shut somebody out or break our own rules.

A browser's tools do not see all of it: an error that is not tied to its field is no violation to axe.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
CONTROLS = ("input", "select", "textarea")
INLINE = ("span", "strong", "em", "a", "small", "mark", "sup", "output", "time")
UNLABELLED = ("hidden", "submit", "button")


@dataclass
class Node:
    """An element with its attributes, its children and texts in order."""

    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Node"]:
        """Yield the elements below of these tags (of every tag when none is given), in the order of the page."""
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    yield child
                if child.tag != "template":
                    yield from child.all(*tags)

    def first(self, tag: str, **attrs: str) -> "Node | None":
        """Return the first element of the tag with these attributes."""
        return next((one for one in self.all(tag) if all(one.attrs.get(k) == v for k, v in attrs.items())), None)

    @property
    def text(self) -> str:
        """The text as it is read, with single ordinary blanks."""
        return " ".join("".join(self._texts()).replace("\u00a0", " ").split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style", "template") and child.attrs.get("aria-hidden") != "true":
                apart = "" if child.tag in INLINE else " "
                yield apart
                yield from child._texts()
                yield apart

    @property
    def is_hidden(self) -> bool:
        """Whether the element, or one around it, is not shown."""
        return "hidden" in self.attrs or (self.parent is not None and self.parent.is_hidden)

    def above(self, *tags: str) -> "Node | None":
        """Return the nearest element around this one of these tags."""
        node = self.parent
        while node is not None and node.tag not in tags:
            node = node.parent
        return node


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Node("", {})
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(node)
        if tag not in VOID:
            self.open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open.tag != tag:
            self.faults.append(f"</{tag}> closes <{self.open.tag}>")
        if self.open.parent is not None and tag not in VOID:
            self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(html: str) -> tuple[Node, list[str]]:
    """Return the page as a tree, and what is wrong with how it is written."""
    reader = _Reader()
    reader.feed(html.replace("\r\n", "\n"))  # as browsers do
    reader.close()
    if reader.open is not reader.root:
        reader.faults.append(f"<{reader.open.tag}> is not closed")
    return reader.root, reader.faults


# ----- inspection


def problems_of(html: str, *, icons: frozenset[str] | None = None) -> list[str]:
    """Return everything about a page that would shut somebody out or break our own rules; nothing when it is right."""
    root, faults = parse(html)
    checks = (_frame, _headings, _ids, _labels, _names, _errors, _tables, _nothing_inline, _forms, _own_addresses)
    problems = [*faults, *(problem for check in checks for problem in check(root))]
    if icons is not None:
        used = {use.attrs["href"].partition("#")[2] for use in root.all("use")}
        problems += [f"icon {name} is not in the sprite" for name in sorted(used - icons)]
    return problems


def _frame(root: Node) -> Iterator[str]:
    html = root.first("html")
    if html is None or not html.attrs.get("lang"):
        yield "the page names no language"
    if len(list(root.all("main"))) != 1:
        yield "the page needs one <main>"
    title, headings = root.first("title"), list(root.all("h1"))
    if len(headings) != 1:
        yield f"the page has {len(headings)} h1"
    elif title is None or headings[0].text not in title.text:
        yield f"the title does not hold the heading {headings[0].text!r}"


def _headings(root: Node) -> Iterator[str]:
    before = 0
    main = root.first("main") or root
    for heading in main.all("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(heading.tag[1])
        # An error summary stands before the page's own heading.
        if level > before + 1 and not (before == 0 and level == 2):
            yield f"{heading.tag} {heading.text!r} skips a level"
        if not heading.text:
            yield f"an {heading.tag} is empty"
        before = level


def _ids(root: Node) -> Iterator[str]:
    ids = [node.attrs["id"] for node in root.all() if "id" in node.attrs]
    yield from (f"the id {one} stands twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    for node in root.all():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for wanted in node.attrs.get(name, "").split():
                if wanted not in ids:
                    yield f"{name}={wanted} leads nowhere"


def _labels(root: Node) -> Iterator[str]:
    labelled = {label.attrs.get("for"): label.text for label in root.all("label")}
    for control in root.all(*CONTROLS):
        if control.attrs.get("type") in UNLABELLED or "hidden" in control.attrs:
            continue
        if not (labelled.get(control.attrs.get("id")) or control.attrs.get("aria-label")):
            yield f"{control.tag} {control.attrs.get('name')} has no label"
        if control.attrs.get("type") == "radio" and control.above("fieldset") is None:
            yield f"radio {control.attrs.get('name')} stands in no group"


def _names(root: Node) -> Iterator[str]:
    for named in root.all("button", "a", "summary", "legend", "th"):
        if not (named.text or named.attrs.get("aria-label") or any(named.all("input", "svg"))):
            yield f"a {named.tag} says nothing: {named.attrs}"
    for group in root.all("fieldset"):
        if group.first("legend") is None:
            yield "a fieldset has no legend"


def _errors(root: Node) -> Iterator[str]:
    described = {one for node in root.all() for one in node.attrs.get("aria-describedby", "").split()}
    links = {link.attrs.get("href", "").removeprefix("#") for link in root.all("a")}
    for error in root.all("p"):
        name = error.attrs.get("id", "")
        if "ff-error" not in error.attrs.get("class", "").split() or not name.endswith("-error"):
            continue
        its_field = name.removesuffix("-error")
        if name not in described and root.first("ol", id=its_field) is None:
            yield f"no control is described by its error {name}"
        if not any(link == its_field or link.startswith(f"{its_field}-") for link in links):
            yield f"the error summary does not lead to {its_field}"


def _tables(root: Node) -> Iterator[str]:
    for table in root.all("table"):
        if table.is_hidden:
            continue
        body = table.first("tbody") or table
        if not any(body.all("td")):
            yield f"the table {table.text!r} has no rows"


def _nothing_inline(root: Node) -> Iterator[str]:
    for node in root.all():
        if node.tag == "style" or "style" in node.attrs:
            yield f"<{node.tag}> has style of its own"
        if node.tag == "script" and not node.attrs.get("src"):
            yield "a script stands in the page"
        yield from (f"<{node.tag}> has {name}" for name in node.attrs if name.startswith("on"))


def _forms(root: Node) -> Iterator[str]:
    for form in root.all("form"):
        fields = [node.attrs.get("name") for node in form.all("input")]
        if form.attrs.get("method", "get").lower() == "post" and "csrf_token" not in fields:
            yield f"the form to {form.attrs.get('action', 'itself')} has no token"


def _own_addresses(root: Node) -> Iterator[str]:
    for node in root.all():
        for name in ("href", "src", "action", "poster"):
            parts = urlsplit(node.attrs.get(name, ""))
            outside = parts.netloc or parts.scheme not in ("", "mailto", "tel", "data")
            if outside and not (node.tag == "a" and parts.scheme == "https"):
                yield f"<{node.tag}> reaches outside: {node.attrs[name]}"
