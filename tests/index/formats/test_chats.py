"""Channels of Discord as DiscordChatExporter saves them: who wrote what, and when."""

from __future__ import annotations

from index.formats.registry import read_here
from tests.support.read_pages import headings, quotable, read_page

PAGE = """<div class=preamble><div class=preamble__entry>Town</div><div class=preamble__entry>Info /
news</div></div><div class=chatlog><div class=chatlog__message-group>
<div class=chatlog__message-container><div class=chatlog__reply><div class=chatlog__reply-author>Ben
</div><div class=chatlog__reply-content><span class=chatlog__reply-link>Where is <em>it</em>?</span>
<span class=chatlog__reply-edited-timestamp>(edited)</span></div></div>
<div class=chatlog__header><span class=chatlog__author title=ana>Ana</span> <span
class=chatlog__timestamp><a href=#m1>04/03/2024 10:15</a></span></div>
<div class="chatlog__content chatlog__markdown"><span
class=chatlog__markdown-preserve>The harbour opens at four.<br>Bring a lamp.</span>
<span class=chatlog__edited-timestamp>(edited)</span></div>
<div class=chatlog__attachment><a>map.pdf</a> 12 KB</div>
<div class=chatlog__reactions><span class=chatlog__reaction-count>3</span></div></div>
<div class=chatlog__message-container>
<div class=chatlog__short-timestamp>10:20</div><div class=chatlog__content>It closes at six.</div>
</div></div><div class=chatlog__message-group><div class=chatlog__message-container>
<span class=chatlog__system-notification-author>Cleo</span> <span
class=chatlog__system-notification-content>joined the server.</span> <span
class=chatlog__system-notification-timestamp>05/03/2024</span>
</div></div></div>
<div class=postamble><div class=postamble__entry>Exported 2 message(s)</div></div>"""
FRAME = "=" * 62
TEXT = f"""{FRAME}
Guild: Town
Channel: Info / news
{FRAME}

[04/03/2024 10:15] ana
The harbour opens at four.
Bring a lamp.

It closes at six.

{{Reactions}}
👍 (3)

[05/03/2024 08:00] ben (pinned)
The ferry is late.

{FRAME}
Exported 2 message(s)
{FRAME}
"""


def test_a_saved_page_of_a_channel_has_a_section_for_each_author_and_time() -> None:
    parsed = read_page(PAGE, "<title>Town - news</title>")
    assert (parsed.title, parsed.author, parsed.published) == ("Town – Info / news", None, None)
    assert headings(parsed) == ["Ana, 04/03/2024 10:15, ↪ Ben: Where is it?"]
    assert quotable(parsed) == ["The harbour opens at four. Bring a lamp.", "It closes at six."]
    kinds = "attachments (1), messages of the system (1), reactions (1)"
    assert any(f"left out {kinds}" in note for note in parsed.notes)


def message(markdown: str) -> str:
    said = f"<span class=chatlog__markdown-preserve>{markdown}</span>"
    head = "<div class=chatlog__header><span class=chatlog__author>Ana</span></div>"
    return (
        f"<div class=chatlog><div class=chatlog__message-container>{head}<div "
        f"class=chatlog__content>{said}</div></div><div class=chatlog__message-container>"
        "<div>It closes at six.</div></div></div>"
    )


def test_each_line_of_a_message_is_a_paragraph_and_its_code_stays_whole() -> None:
    code = (
        "<code class='chatlog__markdown-pre chatlog__markdown-pre--multiline "
        "language-sh'>ferry\n  --now</code>"
    )
    parsed = read_page(message(f"The ferry <em>waits\nfor us</em>\n\nAll week\n{code}\nAsk Ben."))
    assert quotable(parsed) == [
        *("The ferry waits", "for us", "All week", "ferry\n  --now", "Ask Ben."),
        "It closes at six.",
    ]
    assert [block.language for block in parsed.blocks if block.language] == ["sh"]


def test_a_heading_in_a_message_is_below_it_and_ends_with_it() -> None:
    parsed = read_page(message("<h1>Harbour</h1>The ferry waits."))
    assert [(mark.level, mark.heading) for mark in parsed.landmarks] == [
        *((2, "Ana"), (3, "Harbour"), (2, "Ana"))
    ]


def test_what_a_message_replies_to_is_cut_to_a_line() -> None:
    long = PAGE.replace("Where is", "Where is " + "the boat, " * 40)
    (heading,) = headings(read_page(long, "<title>Town - news</title>"))
    assert heading.endswith("the boat, …")
    assert len(heading) < 170


def test_a_saved_text_of_a_channel_has_a_section_for_each_message() -> None:
    (parsed,) = read_here(".txt", TEXT.encode(), "news.txt")
    assert headings(parsed) == ["[04/03/2024 10:15] ana", "[05/03/2024 08:00] ben (pinned)"]
    assert quotable(parsed) == [
        "The harbour opens at four.\nBring a lamp.",
        "It closes at six.",
        "The ferry is late.",
    ]
    assert parsed.notes == ("news.txt: left out parts of a chat that are no messages (3)",)


def test_a_text_that_is_no_saved_channel_has_no_such_headings() -> None:
    plain = "\n\n[04/03/2024 10:15] ana\nThe harbour opens at four.\n"
    (parsed,) = read_here(".txt", plain.encode(), "news.txt")
    assert headings(parsed) == []
