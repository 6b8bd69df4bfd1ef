"""Where a quote can be read on the web: its page, scrolled to the sentence.

A text fragment (wicg.github.io/scroll-to-text-fragment) names the first and the last words of the
sentence; a browser that does not find them opens the page at its top.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit, urlunsplit

from bot.render.limits import BUTTON_URL

WHOLE = 60  # characters: a shorter quote is named whole
HOST = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEPT = "/%:@!$'()*+,;=~?&"  # with letters, digits and _.- these stay as they are in an address


def link_to(url: str | None, quoted: str = "") -> str | None:
    """The address of ``url`` at ``quoted``, or None when it is none that Discord may link to.

    Only http and https with a public host name: no script, no file, no user name in front of the
    host, which serves to pass for another site, and nothing for which Discord would refuse the
    whole message.
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
    """``url`` in plain ASCII and without a fragment directive of its own; None if not safe."""
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
    """``:~:text=`` for the quote: whole when short, else its first and last ``words``."""
    found = quoted.split()
    if not found:
        return ""
    if len(quoted) <= WHOLE and "\n" not in quoted.strip():
        return f":~:text={_encoded(found)}"
    if len(found) < 2 * words:
        return ""
    return f":~:text={_encoded(found[:words])},{_encoded(found[-words:])}"


def _encoded(words: list[str]) -> str:
    """Hyphen, comma and ampersand have a meaning in a text fragment, so they are encoded too."""
    return percent_encoded(" ".join(words), safe="", errors="replace").replace("-", "%2D")
