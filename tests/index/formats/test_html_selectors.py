"""Longer selectors match what a browser's would, as lxml's own search by path finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from index.formats.html_selectors import selector_of

NAMES = st.sampled_from(["a", "b"])
TAGS = st.sampled_from(["div", "p"])
trees = st.recursive(
    st.builds(lambda tag, name: f'<{tag} class="{name}">x</{tag}>', st.just("span"), NAMES),
    lambda inner: st.builds(
        lambda name, parts: f'<div class="{name}">{"".join(parts)}</div>',
        NAMES,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
selectors = st.lists(
    st.tuples(st.sampled_from(["", "div", "span", "*"]), NAMES, st.booleans()),
    min_size=1,
    max_size=4,
)


@given(trees, selectors)
def test_a_selector_matches_as_its_path_does(tree: str, parts: list[tuple[str, str, bool]]) -> None:
    root = html.fromstring(f"<body><div>{tree}</div></body>")
    written, path = "", ""
    for tag, name, direct in parts:
        written += f"{' > ' if direct else ' '}{tag}.{name}" if written else f"{tag}.{name}"
        path += f"{'/' if direct and path else '//'}{tag or '*'}[@class='{name}']"
    selector = selector_of(written)
    assert selector is not None
    assert [one for one in root.iter() if selector.fits(one)] == root.xpath(path)


def test_what_depends_on_the_reader_is_not_read() -> None:
    for written in (".a:hover .b", ".a + .b", "#a ~ .b", ".a[open]", ".a >", ""):
        assert selector_of(written) is None
