"""What no reader of a page sees as valid is not quoted, and a build says how much that was."""

from __future__ import annotations

import pytest

from tests.support.read_pages import quotable, read_article, read_fragment, read_page

SECRET = "The old entry fee was two crowns for each visitor."
HIDDEN = {
    "hidden": "<p hidden>{}</p>",
    "hidden with a value": '<p hidden="hidden">{}</p>',
    "display": '<p style="display:none">{}</p>',
    "display, spaced": '<div style="color: red; DISPLAY : none !important"><p>{}</p></div>',
    "visibility": '<p style="visibility: hidden">{}</p>',
    "template": "<template><p>{}</p></template>",
    "noscript": "<noscript><p>{}</p></noscript>",
    "aria": '<p aria-hidden="true">{}</p>',
    "for screen readers": '<p class="sr-only">{}</p>',
    "for screen readers, in WordPress": '<span class="screen-reader-text">{}</span>',
    "for screen readers, in Drupal": '<h2 class="visually-hidden">{}</h2>',
    "a class of Bootstrap": '<div class="d-none">{}</div>',
    "a dialog that is closed": "<dialog>{}</dialog>",
    "an attribute within a paragraph": "<p>It opens at nine. <span hidden>{}</span></p>",
}
STRUCK = {
    "del": "<p>It opens at nine. <del>{}</del></p>",
    "s": "<p>It opens at nine. <s>{}</s></p>",
    "strike": "<p>It opens at nine. <strike>{}</strike></p>",
    "a deleted block": "<del><p>{}</p></del>",
    "a style": '<p>Open. <span style="text-decoration: line-through red">{}</span></p>',
    "an item": "<ul><li>It opens at nine.</li><li><s>{}</s></li></ul>",
    "a cell": "<table><tr><th>Year</th><th>Fee</th></tr><tr><td>1</td><td><del>{}</del></td></tr></table>",
}


@pytest.mark.parametrize("way", [*HIDDEN, *STRUCK])
def test_hidden_and_struck_text_is_nowhere_in_the_text(way: str) -> None:
    shape = HIDDEN.get(way) or STRUCK[way]
    for parsed in (read_article(shape.format(SECRET)), read_fragment(shape.format(SECRET))):
        assert SECRET not in parsed.text


def test_a_build_says_how_many_passages_were_left_out() -> None:
    body = f"<h1>Fees</h1><p>An adult pays <del>four</del> five crowns a day.</p><p hidden>{SECRET}</p>"
    assert read_page(body, name="fees.html").notes == (
        "fees.html: 1 hidden and 1 struck passages left out",
    )
    assert read_article("<p>Nothing is hidden here.</p>").notes == ()


SHOWN = {
    "a panel that a button opens": '<button aria-controls="p">More</button><p id="p" hidden>{}</p>',
    "a tab": '<div role="tabpanel" hidden><p>{}</p></div>',
    "what the browser finds": '<p hidden="until-found">{}</p>',
    "inserted text": "<p><ins>{}</ins></p>",
    "an open dialog": "<dialog open><p>{}</p></dialog>",
    "a class that depends on the width": '<div class="hidden md:block"><p>{}</p></div>',
    "a price that is drawn in parts": '<p><span class="sr-only">{}</span><span aria-hidden="true">2.</span></p>',
    "closed details": "<details><summary>Old fees</summary><p>{}</p></details>",
}


@pytest.mark.parametrize("way", SHOWN)
def test_what_a_reader_can_see_or_open_is_kept(way: str) -> None:
    assert any(SECRET in block for block in quotable(read_article(SHOWN[way].format(SECRET))))


def test_a_page_that_hides_all_of_itself_until_it_has_loaded_is_read() -> None:
    page = f'<body style="visibility:hidden"><h1>Fees</h1><p>{SECRET}</p></body>'
    assert SECRET in read_page(page).text
