"""Templates of the site: Jinja2 with everything escaped, and vendors' words never more than words.

Every text that a template prints loses control, format (bidirectional overrides) and private characters on its way, whatever
filter it went through; markup is escaped by Jinja2. Links go to http and https only.
"""

from __future__ import annotations

import posixpath
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from extractors.records import Status
from flows.alerts.items import MEANING
from flows.alerts.values import aged, dated, valued
from flows.alerts.words import plain, quoted_at, shortened
from flows.publishing import site

if TYPE_CHECKING:
    from flows.publishing.site import Page, Site

STATUS_WORDS = {
    "documented": "Documented",
    "partial": "Partly documented",
    "mentioned": "Mentioned only",
    "reported": "Press only",
    "undocumented": "Not documented",
    "unknown": "Could not be read",
}
"""Statuses in a cell's few words; `MEANING` says more."""


def environment(of: Site) -> Environment:
    """The templates' environment for one site."""
    found = Environment(
        loader=PackageLoader("flows.publishing"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"dated": dated, "aged": aged, "valued": valued, "plain": plain, "short": shortened}
    found.globals |= {
        "site": of,
        "statuses": [status.value for status in Status],
        "status_words": STATUS_WORDS,
        "meaning": MEANING,
        "quoted_at": quoted_at,
        "program_page": site.program_page,
        "question_page": site.question_page,
        "program_names": {row["program"]: row["name"] for row in of.programs},
    }
    return found


def _printed(value: Any) -> Any:  # noqa: ANN401  (whatever a template prints)
    """What is printed for a value: markup of ours as it stands, all else without what is not to be seen."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return plain(value) if value.strip() else value


def rendered(env: Environment, page: Page) -> str:
    """A page as HTML."""
    here = posixpath.dirname(page.path)

    def to(path: str) -> str:
        """The address of something of the site, from this page; other addresses as they stand."""
        if not path or path.startswith(("http://", "https://", "#")):
            return path
        file, mark, fragment = path.partition("#")
        return f"{posixpath.relpath(file, here or '.')}{mark}{fragment}"

    return env.get_template(page.template).render(
        **page.content, to=to, page_path=page.path, page_title=page.title, has_record=page.record is not None
    )


def assets() -> dict[str, bytes]:
    """The site's own style and script, by their addresses."""
    folder = resources.files("flows.publishing") / "assets"
    return {f"assets/{file.name}": file.read_bytes() for file in folder.iterdir() if file.is_file()}
