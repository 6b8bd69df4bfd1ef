from __future__ import annotations

from bot.render.layout import render_notice
from bot.render.lists import render_help, render_sources
from tests.support.factories import document
from tests.support.rendered import BUTTON, components, words


def test_sources_are_listed_with_title_date_and_link() -> None:
    rendered = render_sources([document()])
    shown = words(rendered)
    assert "1 source" in shown
    assert "Skerry Point Lighthouse · 2024-05-17" in shown
    assert [part["url"] for part in components(rendered, BUTTON)] == [document().url]


def test_more_sources_than_fit_are_counted() -> None:
    many = [document(id=f"d{number}", title=f"Title {number}") for number in range(1000)]
    shown = words(render_sources(many))
    listed = shown.count("Title ")
    assert 50 < listed < 1000
    assert f"and {1000 - listed} more" in shown


def test_no_sources_is_said_plainly() -> None:
    assert "no sources yet" in words(render_sources([]))


def test_a_notice_is_shown_as_it_is_and_bounded() -> None:
    assert words(render_notice("2 * 3 * 4 is no question.")) == "2 * 3 * 4 is no question."
    assert words(render_notice("word " * 9999)).endswith("…")


def test_help_says_how_to_ask_and_gives_examples() -> None:
    shown = words(render_help(["When was the light automated?"]))
    assert "/ask" in shown
    assert "When was the light automated?" in shown
