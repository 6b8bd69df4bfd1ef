from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.render.limits import units
from bot.render.markdown import escape, isolate, label, read_back, shown, without_bidi
from tests.support.discord_markdown import Mark, received, seen
from tests.support.strategies import PIECES, any_text, markup
from tests.support.visible_text import visible

# --- the model itself, against what is known of the client -------------------------------


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("plain", "plain", []),
        ("**a** b", "a b", [Mark("bold", 0, 1)]),
        ("a *b* _c_", "a b c", [Mark("italic", 2, 3), Mark("italic", 4, 5)]),
        ("**a __b__**", "a b", [Mark("underline", 2, 3), Mark("bold", 0, 3)]),
        ("**__a__** b", "a b", [Mark("underline", 0, 1), Mark("bold", 0, 1)]),
        ("a__b\\___c", "ab_c", [Mark("underline", 1, 3)]),
        ("__a__ ~~b~~ ||c||", "a b c",
         [Mark("underline", 0, 1), Mark("strike", 2, 3), Mark("spoiler", 4, 5)]),
        (r"\*a\*", "*a*", []),
        (r"\foo \0", r"\foo \0", []),
        (r"\\\*", r"\*", []),
        ("`**a**`", "**a**", [Mark("code", 0, 5)]),
        ("```py\nx = 1\n```", "x = 1", [Mark("fence", 0, 5, "py")]),
        ("> ```\n> x\n>  y\n> ```\n> z", "x\n y\nz",
         [Mark("fence", 0, 4), Mark("quote", 0, 6)]),
        ("# a\nb", "a\nb", [Mark("heading", 0, 1)]),
        (" # a", " # a", []),
        ("#### a", "#### a", []),
        ("-# a", "a", [Mark("subtext", 0, 1)]),
        ("- a", "a", [Mark("list", 0, 1, "-")]),
        ("  10. a", "a", [Mark("list", 0, 1, "  10.")]),
        ("a - b", "a - b", []),
        ("> a\n> b\nc", "a\nb\nc", [Mark("quote", 0, 4)]),
        (">a", ">a", []),
        ("> > a", "> a", [Mark("quote", 0, 3)]),
        (">>> a\nb", "a\nb", [Mark("quote", 0, 3)]),
        ("> **a**", "a", [Mark("bold", 0, 1), Mark("quote", 0, 1)]),
        ("https://a.b/c_d_e", "https://a.b/c_d_e", [Mark("url", 0, 17, "https://a.b/c_d_e")]),
        ("<https://a.b>", "https://a.b", [Mark("link", 0, 11, "https://a.b")]),
        ("[a](<https://b.c> 'd')", "a", [Mark("link", 0, 1, "https://b.c")]),
        (r"\[a](b)", "[a](b)", []),
        ("<@12>", "12", [Mark("user", 0, 2, "12")]),
        ("<@&12>", "12", [Mark("role", 0, 2, "12")]),
        ("@everyone", "everyone", [Mark("everyone", 0, 8, "everyone")]),
        ("<:ok:1>", "ok:1", [Mark("emoji", 0, 4, "ok:1")]),
        (":smile:", "smile", [Mark("shortcode", 0, 5, "smile")]),
        ("</ask:1>", "ask:1", [Mark("command", 0, 5, "ask:1")]),
        ("<id:guide>", "guide", [Mark("navigation", 0, 5, "guide")]),
        ("<t:12:R>", "12", [Mark("timestamp", 0, 2, "12")]),
        ("<nelly@example.org>", "nelly@example.org", [Mark("email", 0, 17, "nelly@example.org")]),
        ("<+1 (555) 1>", "+1 (555) 1", [Mark("phone", 0, 10, "+1 (555) 1")]),
        ("discord.gg/abc", "discord.gg/abc", [Mark("invite", 0, 0, "discord.gg/abc")]),
        ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯", []),
        ("↔ ↔\ufe0f", "↔ ↔\ufe0f", [Mark("sign", 0, 1)]),
    ],
)  # fmt: skip
def test_the_model_reads_markdown_as_discord_is_known_to(
    source: str, text: str, marks: list[Mark]
) -> None:
    found = seen(source)
    assert (found.text, found.marks) == (text, marks)


def test_the_model_drops_what_discord_drops() -> None:
    assert received(" @every\u202eone\x00\r\n ") == "@everyone"


# --- escape ------------------------------------------------------------------------------


@given(any_text)
@settings(max_examples=600, deadline=None)
def test_escaped_text_is_seen_as_it_stands_in_the_source(text: str) -> None:
    found = seen(escape(text))
    assert visible(found.text) == visible(text)
    assert found.marks == []


@given(markup)
@settings(max_examples=300, deadline=None)
def test_escaped_text_stays_plain_when_discord_drops_characters_from_it(text: str) -> None:
    found = seen(received(escape(text)))
    assert visible(found.text) == visible(text.strip()) or not text.strip().isprintable()
    assert found.marks == []


@pytest.mark.parametrize("piece", PIECES)
def test_each_markup_alone_and_in_a_sentence_is_plain_text(piece: str) -> None:
    for text in (piece, f"a {piece} b", f"a\n{piece} b", piece * 2, f"x{piece}x{piece}x"):
        found = seen(escape(text))
        assert visible(found.text) == visible(text)
        assert found.marks == []


def test_a_mention_split_by_an_override_pings_nobody() -> None:
    for hidden in ("@\u202eeveryone", "@every\u202eone", "<@\u202e1>", ":smi\u202ele:"):
        assert seen(received(escape(hidden))).marks == []


def test_letters_and_common_punctuation_are_sent_as_they_are() -> None:
    plain = "Ida's lamp, lit in 1867, burned; didn't it? \"Yes\" = 100%! Ünïcödé 漢字 😀"
    assert escape(plain) == plain


def test_a_lone_surrogate_is_replaced() -> None:
    assert escape("a\ud800b") == "a\ufffdb"


# --- reading back ------------------------------------------------------------------------


@given(any_text)
@settings(max_examples=300, deadline=None)
def test_what_was_escaped_can_be_read_back(text: str) -> None:
    assert read_back(escape(text)) == without_bidi(shown(text)).rstrip()


# --- direction ---------------------------------------------------------------------------


def closes_exactly(text: str) -> bool:
    """Whether the first isolate of ``text`` is closed by its very last character (UAX #9, BD9)."""
    depth = 0
    for at, character in enumerate(text):
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == "\u2069":
            depth -= 1
            if depth <= 0:
                return depth == 0 and at == len(text) - 1
    return False


@given(st.text(alphabet="ab\u2066\u2067\u2068\u2069\u202a\u202e\u202c", max_size=20))
@settings(max_examples=600, deadline=None)
def test_no_bidirectional_control_reaches_beyond_its_isolate(text: str) -> None:
    whole = isolate(text)
    assert text in whole
    assert closes_exactly(whole)


def test_a_title_in_hebrew_is_isolated_from_the_words_beside_it() -> None:
    assert label("מגדלור", 50) == "\u2068מגדלור\u2069"


# --- labels ------------------------------------------------------------------------------


@given(st.one_of(any_text, st.text(alphabet="a*\u2069\u202e😀", min_size=50, max_size=400)))
@settings(max_examples=300, deadline=None)
def test_a_label_is_one_plain_line_within_its_bound(text: str) -> None:
    written = label(text, 80)
    assert units(written) <= 80
    assert "\n" not in written
    found = seen(written)
    assert found.marks == []
    plain = without_bidi(" ".join(shown(text).split()))
    assume(visible(found.text) != visible(plain))
    assert found.text.removesuffix("\u2069").rstrip("\u2069").endswith("…")


def test_a_short_label_is_whole() -> None:
    assert seen(label("A * in\na title", 80)).text == "A * in a title"
