from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.limits import BUTTON_URL
from bot.render.links import link_to

PAGE = "https://harbour.example.org/skerry-point"
LONG = (
    "Its lamp burned colza oil, and two keepers carried it up ninety-four steps each evening "
    "until the light was automated, which was in 1983."
)


def test_a_short_quote_is_named_whole_in_the_text_fragment() -> None:
    link = link_to(PAGE, "The light, lit in 1867 - & kept.")
    assert link == PAGE + "#:~:text=The%20light%2C%20lit%20in%201867%20%2D%20%26%20kept."


def test_a_long_quote_is_named_by_its_first_and_last_whole_words() -> None:
    link = link_to(PAGE, LONG)
    assert link is not None
    first, last = (unquote(part) for part in link.partition(":~:text=")[2].split(","))
    assert LONG.startswith(first + " ")
    assert LONG.endswith(" " + last)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        (PAGE + "#storm", PAGE + "#storm:~:text=lit"),
        (PAGE + "#storm:~:text=other", PAGE + "#storm:~:text=lit"),
        (PAGE + "#:~:text=other", PAGE + "#:~:text=lit"),
        (PAGE + "?a=1&b=%C3%A9", PAGE + "?a=1&b=%C3%A9#:~:text=lit"),
        ("HTTPS://Harbour.Example.ORG/São 100%"[:-5], "https://harbour.example.org/S%C3%A3o#:~:text=lit"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x#:~:text=lit"),
        ("http://example.org:8080/a%b", "http://example.org:8080/a%25b#:~:text=lit"),
    ],
)  # fmt: skip
def test_an_address_keeps_what_it_had(url: str, linked: str) -> None:
    assert link_to(url, "lit") == linked


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "discord://x",
        "//example.org/x",
        "docs/keepers.md",
        "https://",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://example.org@evil.example/x",
        "https://user:word@example.org/",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\n",
        "https://example.org:99999/",
        "https://[::1/",
        "https://-.example/",
        "https://" + "a" * 64 + ".example/",
        "https://example.org/" + "a" * 600,
    ],
)
def test_what_is_no_public_web_page_is_not_linked(url: str | None) -> None:
    assert link_to(url, "lit") is None


def test_a_fragment_that_would_be_too_long_gets_fewer_words_or_none() -> None:
    page = "https://example.org/" + "a" * (BUTTON_URL - 60)
    link = link_to(page, LONG)
    assert link is not None
    assert link.partition("#")[2].startswith(":~:text=Its")
    assert link_to("https://example.org/" + "a" * (BUTTON_URL - 25), LONG) is not None
    assert "#" not in (link_to("https://example.org/" + "a" * (BUTTON_URL - 25), LONG) or "#")


@given(st.text(max_size=80), st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_link_is_plain_short_and_leads_to_the_host_of_its_document(
    path: str, text: str
) -> None:
    link = link_to("https://example.org/" + path, text)
    if link is not None:
        assert link.isascii()
        assert link.isprintable()
        assert " " not in link
        assert len(link) <= BUTTON_URL
        assert urlsplit(link).netloc == "example.org"
