"""A message drawn without Discord: as it would be sent, to be read by people and their readers."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import FRONT, cli
from bot.preview.browser import NAMES, find_browser, picture_of
from bot.preview.drawing import message_html, payload_of, text_html
from bot.preview.page import page_of
from bot.preview.png import SIGNATURE, digest_of, stamp_of, stamped
from bot.render.answer import render_answer
from bot.render.layout import render_notice
from index.errors import SettingsError
from tests.benchmarks.pictures import IN_DOCS, pages
from tests.support.discord_markdown import received, seen
from tests.support.factories import answer, document, quote_of
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = quote_of(document(), "The light was automated in 1983.", "in 1983")
QUOTED = render_answer(answer(SHOWN))
ONE_PIXEL = SIGNATURE + b"".join(
    len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    for kind, data in (
        (b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)
VOID = {"meta", "hr"}


class Page(HTMLParser):
    """What a page holds: its text, its elements with their attributes, and whether it is whole."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, Mapping[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in {"style", "title"}:
            self.text += data

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


# --- drawing -----------------------------------------------------------------------------------


def test_an_answer_is_drawn_with_its_quote_its_place_and_its_buttons() -> None:
    page = Page(message_html(payload_of(QUOTED)))
    assert "The light was automated in 1983." in page.text
    assert "Skerry Point Lighthouse › The keepers › paragraph 1" in page.text
    assert {"blockquote", "strong", "u", "button", "a", "section"} <= set(page.tags())
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert [str(link).split("#")[0] for link in links] == [document().url]
    assert page.open == []


def test_it_needs_no_network_and_runs_no_script() -> None:
    page = Page(page_of(message_html(payload_of(QUOTED)), language="de"))
    assert not {"script", "link", "img", "iframe"} & set(page.tags())
    assert page.elements[0] == ("html", {"lang": "de"})
    assert "default-src 'none'" in str(page.elements[2][1]["content"])


@given(st.text())
def test_whatever_a_text_holds_its_words_are_shown_and_nothing_of_it_is_markup(text: str) -> None:
    page = Page(text_html(text))
    assert set(page.tags()) <= {
        "div", "blockquote", "strong", "em", "u", "s", "code", "span", "pre",
    }  # fmt: skip
    found = seen(received(text))
    marks = sum(len(mark.target.strip()) for mark in found.marks if mark.kind == "list")
    assert len("".join(page.text.split())) == len("".join(found.text.split())) + marks
    if not marks:
        assert "".join(page.text.split()) == "".join(found.text.split())
    assert page.open == []


@given(st.text(), st.text())
def test_a_hostile_label_or_link_stays_what_it_is(label: str, url: str) -> None:
    part = {"type": 2, "style": 5, "label": label, "url": url}
    page = Page(message_html([{"type": 1, "components": [part]}]))
    targets = [str(attributes["href"]) for tag, attributes in page.elements if tag == "a"]
    assert all(target.lower().startswith(("http:", "https:")) for target in targets)
    assert page.open == []


def test_what_discord_may_send_one_day_is_a_box_and_no_error() -> None:
    parts = [{"type": 3, "custom_id": "x", "placeholder": "Which?"}, {"type": 99}, {"type": 14}]
    assert "Which?" in Page(message_html(parts)).text


# --- pictures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(IN_DOCS))
def test_the_pictures_in_the_documentation_are_current(name: str) -> None:
    """When one is not: ``python -m tests.benchmarks.pictures``, and look at it."""
    page, _ = pages()[name]
    assert stamp_of((ROOT / "docs" / "pictures" / f"{name}.png").read_bytes()) == digest_of(page)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_picture_says_which_page_it_shows_last(first: str, last: str) -> None:
    picture = stamped(stamped(ONE_PIXEL, first), last)
    assert stamp_of(picture) == digest_of(last)
    assert picture.endswith(ONE_PIXEL[-12:])
    assert stamp_of(ONE_PIXEL) == ""


def test_what_is_no_png_is_not_stamped() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        stamped(b"GIF89a", "")


def test_the_pages_are_the_same_whatever_the_order_of_sets() -> None:
    code = "from tests.benchmarks.pictures import pages; print(hash(1), *map(hash, []));"
    code += (
        "import hashlib; print(hashlib.sha256(repr(sorted(pages().items())).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_a_missing_browser_is_one_line_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SettingsError, match="no browser 'netscape'") as named:
        find_browser("netscape")
    assert "Write HTML instead" in named.value.hint
    monkeypatch.setattr("bot.preview.browser.NAMES", NAMES[:8])
    with pytest.raises(SettingsError, match="neither Chromium nor"):
        find_browser()


def test_a_browser_that_takes_no_picture_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    with pytest.raises(SettingsError, match="did not make a picture"):
        picture_of(page_of("<p>"), 300, str(broken))
    broken.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    with pytest.raises(SettingsError, match="did not make a picture"):
        picture_of(page_of("<p>"), 300, str(broken))


# --- the command, with the real model ----------------------------------------------------------


@pytest.fixture(scope="module")
def shipped(shipped_index: Path) -> str:
    return str(shipped_index)


def _quoth(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def test_preview_prints_the_message_that_the_bot_would_send(shipped: str) -> None:
    run = _quoth("preview", "and when was that?", "--after", "Who concluded the nuclear deal?",
                 "--locale", "de", "--index", shipped)  # fmt: skip
    assert run.returncode == 0, run.stderr
    page = Page(run.stdout)
    assert "Diplomats concluded the nuclear deal in 2015." in page.text
    assert "and when was that?" in page.text
    assert page.elements[0] == ("html", {"lang": "de"})


def test_preview_writes_a_refusal_to_a_picture(shipped: str, tmp_path: Path) -> None:
    try:
        find_browser()
    except SettingsError:
        pytest.skip("no browser")
    picture = tmp_path / "refusal.png"
    run = _quoth(
        "preview", "Who won the 1998 World Cup?", "--out", str(picture), "--index", shipped
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert len(stamp_of(picture.read_bytes())) == 64


def test_the_picture_of_one_short_sentence_is_not_empty() -> None:
    from matplotlib.image import imread

    try:
        browser = find_browser()
    except SettingsError:
        pytest.skip("no browser")
    page = page_of(message_html(payload_of(render_notice("Please ask again."))), width=680)
    drawn = imread(io.BytesIO(picture_of(page, 680, browser)))
    assert len({pixel.tobytes() for pixel in drawn.reshape(-1, drawn.shape[-1])}) > 10


def test_preview_says_at_once_what_it_cannot_write(shipped: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "no" / "x.html")
    for question, out, said in (
        ("When?", "x.gif", "a .png or an .html file"),
        ("When?", "x.png", "or install Chromium"),
        ("Who backs Iran?", missing, "cannot be written"),
    ):
        run = CliRunner().invoke(
            cli, ["preview", question, "--out", out, "--index", shipped], obj=FRONT,
            env={"QUOTH_PREVIEW__BROWSER": "netscape"},
        )  # fmt: skip
        assert run.exit_code == 2
        assert said in run.stderr
