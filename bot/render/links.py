"""Make web links that open a page scrolled to the quoted sentence.

A text fragment (wicg.github.io/scroll-to-text-fragment) names the first and the last words of the
sentence. A browser that does not find them opens the page at its top.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit, urlunsplit

from bot.render.limits import BUTTON_URL

WHOLE = 60  # characters; a shorter quote is written out in full
HOST = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT = "/%:@!$'()*+,;=~?&"  # with letters, digits and _.- these stay as they are in an address


def link_to(url: str | None, quoted: str = "") -> str | None:
    """Return the address of ``quoted`` on the page ``url``; None if Discord must not link to it.

    Only http and https with a public host name are allowed. Scripts and files are not, nor a user
    name before the host, which makes one site look like another, nor any address for which Discord
    would refuse the whole message.
    """
    page = _safe(url or "")
    if page is None or len(page) > BUTTON_URL:
        return None
    for words in (8, 6, 4, 3, 2, 1):
        fragment = _text_fragment(quoted, words)
        link = page + ("" if "#" in page else "#") + fragment
        if fragment and len(link) <= BUTTON_URL:
            return link
    return page


def _safe(url: str) -> str | None:
    """Return ``url`` in plain ASCII, without its own fragment directive; None if it is not safe."""
    if any(character.isspace() or not character.isprintable() for character in url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError among them
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not HOST.fullmatch(host):
        return None
    path, query, anchor = (
        percent_encoded(BARE_PERCENT.sub("%25", part), safe=KEPT, errors="replace")
        for part in (parts.path, parts.query, parts.fragment.partition(":~:")[0])
    )
    return urlunsplit((parts.scheme, host + port, path, query, anchor))


def _text_fragment(quoted: str, words: int) -> str:
    """Return ``:~:text=…`` with the whole quote if short, else its first and last ``words``."""
    found = quoted.split()
    if not found:
        return ""
    if len(quoted) <= WHOLE and "\n" not in quoted.strip():
        return f":~:text={_encoded(found)}"
    if len(found) < 2 * words:
        return ""
    return f":~:text={_encoded(found[:words])},{_encoded(found[-words:])}"


def _encoded(words: list[str]) -> str:
    """Percent-encode ``words``; hyphen, comma and ampersand too, which the fragment syntax uses."""
    return percent_encoded(" ".join(words), safe="", errors="replace").replace("-", "%2D")
