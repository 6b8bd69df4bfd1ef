from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from bot.render import excerpt as excerpt_module
from bot.render.answer import render_answer
from bot.render.citation_codec import unpacked
from bot.render.excerpt import QuoteAltered
from bot.render.excerpt_choice import MAX_EXCERPT_CHARACTERS
from bot.render.lists import render_standings
from bot.render.quote_line import Emphasis
from bot.render.quote_setting import quote_lines
from bot.speech.say import say
from index.citations.citation import Standing, State
from index.types import Landmark, Passage
from tests.support.factories import LIGHTHOUSE, answer, document, quote, quote_of
from tests.support.rendered import BUTTON, check_limits, components, links, read, words

if TYPE_CHECKING:
    from collections.abc import Callable

honest_lines = quote_lines


def test_that_sources_differ_is_said_first_and_only_then() -> None:
    source = document()
    one, other = quote_of(source, "Nobody was hurt"), quote_of(source, "The last keeper")
    differ = read(render_answer(answer(one, other, conflict=(one, other))))
    assert differ[1].text == "Two sources differ; newest first."
    assert differ[1].of("quote") == []
    assert "differ" not in "".join(part.text for part in read(render_answer(answer(one, other))))


def test_the_date_of_what_is_so_now_is_said_first() -> None:
    dated = answer(quote_of(document(), "Nobody was hurt"), as_of=date(2024, 5, 17))
    said = read(render_answer(dated))[1]
    assert said.text == "The newest source I found that answers this is from 2024-05-17."
    assert said.of("quote") == []


def test_it_is_said_that_each_quote_is_on_one_side() -> None:
    source = document()
    one, other = quote_of(source, "Nobody was hurt"), quote_of(source, "The last keeper")
    said = read(render_answer(answer(one, other, sides=("hurt", "keeper"))))
    assert said[1].text == say("sides")
    assert say("sides") not in words(render_answer(answer(one, other)))


def test_what_became_of_an_old_answer_is_told_with_the_link() -> None:
    source = document()
    stands = Standing(State.QUOTE_STANDS, source.title, source.locate(20))
    rendered = render_standings([stands, Standing(State.SOURCE_GONE)], date(2026, 1, 2))
    summed, first, second = (part.text for part in read(rendered))
    assert summed == "Something has changed since 2026-01-02."
    assert "paragraph 1: The source has changed, but these words are still in it." in first
    assert "I can no longer quote from this source" in second
    assert [part["url"] for part in components(rendered, BUTTON)] == [source.url]
    same = Standing(State.UNCHANGED, source.title, source.locate(20))
    (summed, _) = (part.text for part in read(render_standings([same], date(2026, 1, 2))))
    assert summed == "Nothing has changed since 2026-01-02."


def test_a_place_is_written_without_the_colons_of_its_headings() -> None:
    source = document("Ask:\n\nWho may come?\n\nAll may come.", ("Ask:",))
    place = read(render_answer(answer(quote_of(source, "All may come."))))[-1]
    assert place.text.startswith("Skerry Point Lighthouse › Ask › paragraph 2")


def test_an_answer_shows_quote_place_and_link() -> None:
    rendered = render_answer(answer(quote_of(document(), "The light was automated in 1983.")))
    asked, quoted, place = read(rendered)
    assert asked.text == "When was the light automated?"
    assert quoted.of("bold") == ["The light was automated in 1983."]
    assert quoted.of("quote")[0].startswith("Skerry Point was first lit")
    assert place.text == "Skerry Point Lighthouse › The keepers › paragraph 1 · 2024-05-17"
    button, *below = components(rendered, BUTTON)
    (still,) = [one for one in below if one["label"] == "Still current?"]
    assert len(unpacked(still["custom_id"])) == 1
    assert button["url"].endswith("#:~:text=The%20light%20was%20automated%20in%201983.")


def test_an_answer_underlines_the_words_that_answer() -> None:
    quoted = quote_of(document(), "The light was automated in 1983.", "in 1983")
    part = read(render_answer(answer(quoted)))[1]
    assert part.of("underline") == ["in 1983"]
    assert part.of("bold") == ["The light was automated in 1983."]


def test_a_repeated_word_is_underlined_where_it_answers() -> None:
    source = document("The lamp lit the lamp.")
    quoted = quote(source, 0, 22, answer=(17, 21))
    part = read(render_answer(answer(quoted)))[1]
    assert [mark.start for mark in part.marks if mark.kind == "underline"] == [17]


def test_words_that_are_folded_away_with_a_long_quote_are_not_underlined() -> None:
    text = "keeper " * 2000 + "end."
    shown = render_answer(answer(quote(document(text), 0, len(text), answer=(7, 13_999))))
    part = read(shown)[1]
    assert "folded here" in words(shown)
    assert part.of("underline") == []
    assert len(part.of("quote")[0]) > 1000


@pytest.mark.parametrize(
    ("text", "answering"),
    [
        ("cafe\u0301 bar", (0, 4)),
        ("👩\u200d🚒 came", (0, 2)),
        ("👍🏽 yes", (0, 1)),
        ("❤\ufe0f", (0, 1)),
    ],
)
def test_a_character_is_not_torn_to_underline_a_part_of_it(
    text: str, answering: tuple[int, int]
) -> None:
    part = read(render_answer(answer(quote(document(text), 0, len(text), answer=answering))))[1]
    assert part.of("quote") == [text]
    assert part.of("underline") == []


def test_the_context_is_whole_sentences_and_what_is_left_out_is_marked_outside_the_quote() -> None:
    sentences = [f"The keepers wrote line {number} of the log that night." for number in range(60)]
    source = document(" ".join(sentences))
    part = read(render_answer(answer(quote_of(source, sentences[30]))))[1]
    block = part.of("quote")[0].removesuffix("\n")
    assert len(block) <= MAX_EXCERPT_CHARACTERS
    assert block.startswith("The keepers")
    assert block.endswith("night.")
    assert sentences[29] in block
    assert sentences[31] in block
    assert [part.text[:3], part.text[-3:]] == ["[…]", "[…]"]
    assert "…" not in block


def test_a_context_that_is_shown_whole_has_no_mark() -> None:
    assert "[…]" not in words(render_answer(answer(quote_of(document(), "Nobody was hurt"))))


def test_a_repeated_sentence_is_bold_where_it_was_retrieved() -> None:
    source = document("The lamp was lit. The fog came. The lamp was lit. The fog went.")
    second = source.text.rindex("The lamp")
    part = read(render_answer(answer(quote(source, second, second + 17))))[1]
    (mark,) = [mark for mark in part.marks if mark.kind == "bold"]
    assert mark.start == second


def test_a_quote_too_long_to_be_read_at_once_is_folded_at_a_word_and_says_so() -> None:
    source = document("keeper " * 2000 + "end.")
    rendered = render_answer(answer(quote(source, 0, len(source.text))))
    part = read(rendered)[1]
    assert part.of("quote")[0].endswith("keeper")
    assert "folded here: “Read on” shows the rest" in words(rendered)
    check_limits(rendered)


@pytest.mark.parametrize("character", ["e\u0301", "👩\u200d🚒", "❤\ufe0f"])
def test_a_quote_without_words_is_not_cut_within_a_character(character: str) -> None:
    source = document(character * 4000)
    rendered = render_answer(answer(quote(source, 0, len(source.text))))
    block = read(rendered)[1].of("quote")[0].removesuffix("\n")
    assert block == character * (len(block) // len(character))
    check_limits(rendered)


def test_a_long_quote_leaves_the_short_ones_whole() -> None:
    source = document("keeper " * 2000 + "\n\nThe lamp was lit.")
    short = quote_of(source, "The lamp was lit.")
    rendered = render_answer(answer(quote(source, 0, 13_999), short, short))
    parts = [part for part in read(rendered) if part.of("quote")]
    assert words(rendered).count("folded here") == 1
    assert len(parts[0].of("quote")[0]) > 1000
    assert all(part.of("quote") == ["The lamp was lit."] for part in parts[1:])


def test_a_quote_that_fits_alone_is_not_cut_for_its_context() -> None:
    sentence = "The keeper " + "and the keeper " * 60 + "slept."
    source = document(f"{sentence} {sentence} {sentence}")
    part = read(render_answer(answer(quote(source, 0, len(sentence)))))[1]
    assert part.of("quote")[0].rstrip("\n") == sentence
    assert part.text.endswith("[…]")


def test_a_context_of_another_document_is_not_shown() -> None:
    mine = quote_of(document("The lamp was lit."), "The lamp was lit.")
    other = document("Something else altogether stands here.")
    rendered = render_answer(answer(replace(mine, context=Passage(other, 0, 20))))
    assert "Something" not in words(rendered)


def test_confidence_is_not_shown() -> None:
    shown = words(render_answer(answer(quote_of(document(), "Nobody"), confidence=0.73)))
    assert "73" not in shown


def test_a_source_without_web_page_has_no_button() -> None:
    source = document(url="file:///home/ida/keepers.md")
    rendered = render_answer(answer(quote_of(source, "Nobody was hurt")))
    assert links(rendered) == []
    assert "file:" not in words(rendered)


def test_long_titles_and_deep_headings_are_shortened_visibly() -> None:
    levels = tuple(Landmark(0, f"{level} " + "heading " * 30, level) for level in (1, 2, 3))
    source = document(title="title " * 100, landmarks=levels)
    place = read(render_answer(answer(quote_of(source, "Nobody was hurt"))))[2].text
    assert place.count("…") == 3
    assert [part[0] for part in place.split(" › ")] == ["t", "2", "3", "p"]


def test_a_heading_that_repeats_the_title_is_not_shown_twice() -> None:
    source = document(landmarks=(Landmark(0, "Skerry Point Lighthouse"),))
    place = read(render_answer(answer(quote_of(source, "Nobody was hurt"))))[2].text
    assert place.startswith("Skerry Point Lighthouse › paragraph 2")


def test_the_lighthouse_is_not_reworded() -> None:
    quoted = quote_of(document(), "In January 1912 a wave broke the lantern glass.")
    (block,) = read(render_answer(answer(quoted)))[1].of("quote")
    assert block in LIGHTHOUSE


# --- checking what is sent ---------------------------------------------------------------


def test_a_quote_that_was_altered_on_the_way_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = excerpt_module.written
    given_answer = answer(quote_of(document(), "The light was automated in 1983."))
    render_answer(given_answer)
    lies: list[Callable[..., str]] = [
        lambda lines, prefix: honest(lines, prefix).replace("1983", "1938"),
        lambda lines, prefix: honest(lines, prefix) + " Indeed\\.",
        lambda lines, prefix: honest(lines, prefix).replace("**", ""),
        lambda lines, prefix: honest(lines, prefix).replace("lit", "~~lit~~"),
        lambda lines, prefix: honest(lines[:-1], prefix),
    ]
    for lie in lies:
        monkeypatch.setattr(excerpt_module, "written", lie)
        with pytest.raises(QuoteAltered):
            render_answer(given_answer)


def test_a_line_with_other_words_than_the_source_is_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(text: str, lines: Any, emphasis: Emphasis) -> Any:
        return honest_lines(text.replace("1983", "1938"), lines, emphasis)

    def forgetful(text: str, lines: Any, emphasis: Emphasis) -> Any:
        return [replace(line, glyphs=line.glyphs[1:], places=line.places[1:])
                for line in honest_lines(text, lines, emphasis)]  # fmt: skip

    given_answer = answer(quote_of(document(), "The light was automated in 1983."))
    for lie in (careless, forgetful):
        monkeypatch.setattr(excerpt_module, "quote_lines", lie)
        with pytest.raises(QuoteAltered):
            render_answer(given_answer)


def test_words_that_cannot_be_underlined_are_sent_without_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def careless(text: str, lines: Any, emphasis: Emphasis) -> Any:
        drawn = honest_lines(text, lines, emphasis)
        return drawn[:-1] if any(emphasis.underlined) else drawn

    monkeypatch.setattr(excerpt_module, "quote_lines", careless)
    source = document("The cat saw the cat.")
    part = read(render_answer(answer(quote(source, 0, 20, answer=(16, 19)))))[1]
    assert part.of("quote") == [source.text]
    assert part.of("underline") == []
