"""Files that are made when the service starts: the icons in use, and the region's colour and mark.

Their addresses carry a version made from their content, as do those of everything under ``static``: an address that is
kept for a year always holds the same thing.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, url_for

from fundflow import paths
from fundflow.web.access import open_to_all

bp = Blueprint("assets", __name__)

_DRAWN: Final = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")
_QUOTED: Final = re.compile(r"""["']([a-z0-9-]+)["']""")
_SYMBOL: Final = re.compile(r"""(?s)id="([a-z0-9-]+)">(.*?)</symbol>""")
_PACKAGE: Final = files("flask_bootstrap") / "static" / "bootstrap5"
_WEB: Final = Path(__file__).resolve().parent
_STATIC: Final = _WEB.parent / "static"
_COLOUR: Final = re.compile(r"^#[0-9a-fA-F]{6}$")

_MARK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M7.5 19a12.5 12.5 0 0 1 25 0z" fill="{sun}"/>'
    '<path d="M3 22.5h34M7 28.5h26M12.5 34.5h15" stroke="{lines}" stroke-width="3" stroke-linecap="round"/></svg>'
)


def _version(*contents: bytes) -> str:
    digest = sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()[:12]


def static_version() -> str:
    """Return a version of everything under ``static`` and of the packaged Bootstrap."""
    own = [path.read_bytes() for path in sorted(_STATIC.rglob("*")) if path.is_file()]
    return _version(*own, (_PACKAGE / "css" / "bootstrap.min.css").read_bytes())


def icons_in_use() -> frozenset[str]:
    """Return the names of icons that templates draw, and every quoted word of pages and labels that is an icon's name.

    Names are also given to macros and kept in tables, so more is taken than is drawn: a few words too many weigh less
    than a list to keep by hand.
    """
    sources = (*paths.TEMPLATES.rglob("*.html"), *_WEB.rglob("*.py"), *(_WEB.parent / "labels").glob("*.py"))
    texts = [path.read_text("utf-8") for path in sources]
    drawn = {name for text in texts for name in _DRAWN.findall(text)}
    return frozenset(drawn | ({name for text in texts for name in _QUOTED.findall(text)} & _symbols().keys()))


@lru_cache(maxsize=1)
def _symbols() -> Mapping[str, str]:
    return dict(_SYMBOL.findall((_PACKAGE / "icons" / "bootstrap-icons.svg").read_text("utf-8")))


def cut_sprite(wanted: frozenset[str]) -> str:
    """Return an SVG with only the wanted icons of the packaged sprite, which is far larger.

    Raises LookupError that names the icons that the package lacks.
    """
    symbols = _symbols()
    if missing := wanted - symbols.keys():
        raise LookupError(f"no such icon: {', '.join(sorted(missing))}")
    body = "".join(f'<symbol id="{name}" viewBox="0 0 16 16">{symbols[name]}</symbol>' for name in sorted(wanted))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'


def _mark(app: Flask, setting: str, **colours: str) -> bytes:
    path = app.config[setting]
    return (Path(app.instance_path) / path).read_bytes() if path else _MARK.format(**colours).encode()


def register(app: Flask) -> None:
    """Make the files and tell the templates where they are.

    Raises ValueError for a colour that is not written as ``#1d4f73``.
    """
    brand = app.config["REGION_BRAND"]
    if not _COLOUR.match(brand):
        raise ValueError(f"REGION_BRAND is {brand!r}; write it as #1d4f73")
    sprite = cut_sprite(icons_in_use()).encode()
    marks = {
        "paper": _mark(app, "REGION_MARK", sun="#e2a63b", lines=brand),
        "night": _mark(app, "REGION_MARK_INVERSE", sun="#f2c164", lines="#fff"),
    }
    version = _version(sprite, brand.encode(), app.config["REGION_NAME"].encode(), *marks.values())
    app.extensions["assets"] = {"sprite": sprite, "marks": marks, "version": version}
    app.register_blueprint(bp)
    app.jinja_env.globals["icons_url"] = icons_url
    app.jinja_env.globals["region_css_url"] = region_css_url
    app.jinja_env.globals["mark_url"] = mark_url


def icons_url() -> str:
    """Return the address of the icons."""
    return url_for("assets.icons", version=current_app.extensions["assets"]["version"])


def region_css_url() -> str:
    """Return the address of the region's style sheet."""
    return url_for("assets.region", version=current_app.extensions["assets"]["version"])


def mark_url() -> str:
    """Return the address of the region's mark, for the browser's tab."""
    return url_for("assets.mark", version=current_app.extensions["assets"]["version"], ground="paper")


@bp.get("/utseende/<version>/ikoner.svg")
@open_to_all
def icons(version: str) -> Response:
    """Send the icons in use; an older version's address gets today's."""
    return Response(current_app.extensions["assets"]["sprite"], mimetype="image/svg+xml")


@bp.get("/utseende/<version>/region.css")
@open_to_all
def region(version: str) -> Response:
    """Send the region's four settings as a style sheet, to be linked after the theme."""
    name = current_app.config["REGION_NAME"].replace("\\", "").replace('"', "").replace("\n", " ")
    # Whole addresses: a relative one would be read from where the theme lies, which uses them.
    paper, night = (url_for("assets.mark", version=version, ground=ground) for ground in ("paper", "night"))
    css = (
        f':root {{\n  --ff-brand: {current_app.config["REGION_BRAND"]};\n  --ff-region-name: "{name}";\n'
        f'  --ff-region-mark: url("{paper}");\n  --ff-region-mark-inverse: url("{night}");\n}}\n'
    )
    return Response(css, mimetype="text/css")


@bp.get("/utseende/<version>/marke/<ground>")
@open_to_all
def mark(version: str, ground: str) -> Response:
    """Send the region's mark for white paper or for the dark header; shown as a picture only."""
    content = current_app.extensions["assets"]["marks"].get(ground)
    if content is None:
        abort(404)
    answer = Response(content, mimetype="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer
