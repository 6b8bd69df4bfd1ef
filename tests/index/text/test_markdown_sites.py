"""Markdown as documentation sites write it: what can be quoted is what their readers see."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import OnlyContentsError
from index.formats.markdown import read
from index.text.chunking import sentences_in
from index.text.markdown_outline import outline_of_markdown
from index.types import Block, BlockKind, Document

ANSWER = "The lamp burns oil, and it is lit at dusk."


def quotable(text: str) -> list[str]:
    return [text[block.start : block.end] for block in outline_of_markdown(text).blocks]


def blocks(text: str, kind: BlockKind) -> list[Block]:
    return [block for block in outline_of_markdown(text).blocks if block.kind is kind]


def headings(text: str) -> list[str]:
    return [mark.heading for mark in outline_of_markdown(text).landmarks]


NEVER_QUOTED = {
    "FastAPI's include": "{* ../../docs_src/lamp.py hl[1:3] *}",
    "an include of markdown-include": "{!../lamp.md!}",
    "a snippet": '--8<-- "lamp.md"',
    "a snippet in a fence": '```python\n--8<-- "lamp.py"\n```',
    "an include of VitePress": "<!--@include: ./lamp.md-->",
    "code of VitePress": "<<< @/snippets/lamp.js{2}",
    "an embed of Obsidian": "![[lamp.png]]",
    "an include of Jekyll": "{% include lamp.html title='x' %}",
    "a short code": '{{< youtube id="w7Ft2ymGmfc" >}}',
    "a short code of several lines": '{{< img\n  src="lamp.jpg"\n  alt="The lamp"\n>}}',
    "a loop": "{% for lamp in lamps %}\n\n- a lamp called {{ lamp.name }}\n\n{% endfor %}",
    "a variable": "{{ site.title }}",
    "autodoc": "::: lamps.oil.Burner\n    options:\n        members: true\n\n        more: words",
    "autodoc of MyST": "```{automodule} lamps.oil\n:members:\n```",
    "a toctree": "```{toctree}\n:maxdepth: 2\n\nlamp\noil\n```",
    "a target of MyST": "(the-lamp)=",
    "an import": "import Tabs from '@theme/Tabs';\nimport {\n  Oil,\n} from './oil';",
    "an export": "export const lamps = [\n  {name: 'oil'},\n];",
    "a component": '<Card title="The lamp" href="/lamp" />',
    "a component of several lines": '<Card\n  title="The lamp"\n  style={{color: "red"}}\n/>',
    "an expression": "{props.children}",
    "a comment": "<!-- The lamp is\n\nto be described here. -->",
    "a comment of MDX": "{/* The lamp is to be described here. */}",
    "a comment of Obsidian": "%%\nThe lamp is to be described here.\n%%",
    "struck text": "~~The lamp burns gas.~~",
    "deleted text": "<del>The lamp burns gas.</del>",
    "text that is no longer so": "<s>The lamp burns gas.</s>",
    "hidden text": "<div hidden>The lamp burns gas.</div>",
    "text that is not displayed": '<p style="display: none">The lamp burns gas.</p>',
    "a script": "<script>\nlamp.burn('gas');\n</script>",
    "a style": "<style>\n.lamp { color: red }\n</style>",
    "a badge": '<p align="center"><a href="x"><img src="badge.svg" alt="tests"></a></p>',
    "two badges": "[![tests](a.svg)](a) [![docs](b.svg)](b)",
    "a table of contents": "- [The lamp](#lamp)\n- [The oil](#oil)\n  - [Its price](#price)",
    "a mark for a table of contents": "[TOC]",
    "attributes": "{: .note }",
    "an abbreviation": "*[LED]: light-emitting diode",
    "a diagram": "```mermaid\ngraph TD\n  lamp --> oil\n```",
}  # fmt: skip


@pytest.mark.parametrize("kind", NEVER_QUOTED)
def test_what_no_reader_of_a_site_sees_is_never_quoted(kind: str) -> None:
    text = f"# Lamps\n\n{ANSWER}\n\n{NEVER_QUOTED[kind]}\n\n{ANSWER}\n"
    assert quotable(text) == [ANSWER, ANSWER]


WRAPPED = {
    "MkDocs": "!!! note\n\n    {}",
    "MkDocs, with a title": '!!! warning "Mind the flame"\n    {}',
    "MkDocs, folded": "??? tip\n\n    {}",
    "MkDocs, a tab": '=== "Oil"\n\n    {}\n\n=== "Gas"\n\n    None.',
    "blocks of PyMdown": "/// note\n\n{}\n\n///",
    "blocks of PyMdown, with a title": "//// tab | Oil\n\n/// warning\n\n{}\n\n///\n\n////",
    "VitePress": "::: tip\n{}\n:::",
    "Docusaurus": ":::danger[Mind the flame]\n\n{}\n\n:::",
    "MyST": "```{{note}}\n:class: big\n{}\n```",
    "MyST, with colons": ":::{{tip}}\n{}\n:::",
    "GitHub": "> [!WARNING]\n> {}",
    "Obsidian": "> [!tip] Mind the flame\n> {}",
    "tabs of Docusaurus": '<Tabs>\n  <TabItem value="oil">\n    {}\n  </TabItem>\n</Tabs>',
    "a component": "<Card>\n\n{}\n\n</Card>",
    "HTML": "<div class='note'>\n  <p>{}</p>\n</div>",
    "HTML without line breaks": "<div><p>{}</p></div>",
    "a short code with text": "{{{{% alert %}}}}\n{}\n{{{{% /alert %}}}}",
    "a block quote": "> {}",
    "two block quotes": "> > {}",
    "a definition": "Lamp\n: {}",
    "a definition of Python-Markdown": "Lamp\n\n:   {}",
    "a footnote of HTML": "<dl><dt>Lamp</dt><dd>{}</dd></dl>",
    "details": "<details>\n<summary>More</summary>\n\n{}\n\n</details>",
}


@pytest.mark.parametrize("kind", WRAPPED)
def test_text_within_a_block_of_a_site_generator_is_quoted_without_it(kind: str) -> None:
    text = f"{ANSWER}\n\n{WRAPPED[kind].format('It is trimmed at noon.')}\n\n{ANSWER}\n"
    assert [one for one in quotable(text) if one != "None."] == [
        ANSWER,
        "It is trimmed at noon.",
        ANSWER,
    ]


ASKED = {
    "a heading": "## Where is the oil?",
    "a bold heading with Q": "#### **Q: Where is the oil?**",
    "a bold line": "**Where is the oil?**",
    "a paragraph": "Where is the oil?",
    "Q": "Q: Where is the oil?",
    "a bold Q": "**Q:** Where is the oil?",
    "a numbered Q": "Q12. Where is the oil?",
    "a summary": "<details><summary>Where is the oil?</summary>",
    "a summary of several lines": "<details>\n<summary>\n  <b>Where is the oil?</b>\n</summary>",
    "a term": "<dl><dt>Where is the oil?</dt></dl>",
    "a heading of HTML": "<h3>Where is the oil?</h3>",
    "an accordion of MkDocs": '??? question "Where is the oil?"\n',
    "an accordion of VitePress": "::: details Where is the oil?",
    "an accordion of Docusaurus": ":::note[Where is the oil?]",
    "a callout": "> [!faq]- Where is the oil?",
}


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_is_a_heading_and_never_quoted(kind: str) -> None:
    text = f"## Oil\n\n{ASKED[kind]}\n\nIn the shed.\n"
    found = outline_of_markdown(text)
    assert quotable(text) == ["In the shed."]
    assert [mark.heading for mark in found.landmarks][:2] == ["Oil", "Where is the oil?"]
    start = text.index("\n\n") + 2
    assert found.landmarks[1].offset in (start, text.rfind("\n", 0, text.index("Where")) + 1,
                                         text.rfind("\n", 0, text.index("<summary>")) + 1
                                         if "<summary>" in text else start)  # fmt: skip


def test_the_line_of_a_question_above_its_answer_is_a_heading() -> None:
    text = "**Q: Where is the oil?**\nA: In the shed.\n\nQ: Is it dear?\n**A:** No.\n"
    assert headings(text) == ["Where is the oil?", "Is it dear?"]
    assert quotable(text) == ["In the shed.", "No."]


def test_a_question_within_a_paragraph_or_without_an_answer_stays_text() -> None:
    text = "Why oil? Gas is dear.\n\n## Gas\n\nWho would pay for that?\n\n## Wood\n\nNone.\n"
    assert quotable(text) == ["Why oil? Gas is dear.", "Who would pay for that?", "None."]


def test_the_section_goes_on_after_the_answer_of_an_accordion() -> None:
    text = (
        "## Oil\n\n<details>\n<summary>Is it dear?</summary>\n\nNo.\n\n</details>\n\n"
        "It is sold in May.\n"
    )
    found = outline_of_markdown(text)
    assert [(mark.heading, mark.level) for mark in found.landmarks] == [
        ("Oil", 2),
        ("Is it dear?", 8),
        ("Oil", 2),
    ]
    assert found.landmarks[2].offset < text.index("It is sold")


def test_headings_lose_their_anchors_and_marks() -> None:
    text = (
        "# Lamps { #lamps }\n\nOne.\n\n## The `oil` {#oil .big}\n\nTwo.\n\n"
        "### **Its** [price](x.md) [¶](#price)\n\nThree.\n\n"
        "#### Old <Badge text='1.2' />\n\nFour.\n"
    )
    found = outline_of_markdown(text)
    assert found.title == "Lamps"
    assert headings(text) == ["The oil", "Its price", "Old"]
    assert [mark.anchor for mark in found.landmarks] == ["oil", "", ""]


def test_headings_lose_their_icons_and_the_marks_of_raised_and_lowered_parts() -> None:
    text = (
        "# Lamps :material-lamp:{ .big }\n\nOne.\n\n## CO~2~ and I^2^C :simple-linux:\n\nTwo.\n\n"
        "### `:octicons-x-16:` of 10^6^, the 1^st^, 2<sup>16</sup>\n\nThree.\n"
    )
    assert outline_of_markdown(text).title == "Lamps"
    assert headings(text) == ["CO2 and I^2C", ":octicons-x-16: of 10^6, the 1st, 2^16"]


def test_a_long_paragraph_in_bold_is_no_heading() -> None:
    long = f"**Warning: {'the lamp burns oil, ' * 20}so keep it upright.**"
    assert quotable(f"{long}\n\n{ANSWER}\n") == [long, ANSWER]
    assert headings(f"{long}\n\n{ANSWER}\n") == []


def test_a_long_paragraph_above_a_rule_is_no_heading() -> None:
    long = "The lamp burns oil, " * 10 + "and it is lit at dusk."
    assert quotable(f"{long}\n---\n\n{ANSWER}\n") == [f"{long}\n---", ANSWER]
    assert headings(f"{ANSWER}\n\nOil\n---\n\n{ANSWER}\n") == ["Oil"]


def test_a_bold_line_announces_a_list_and_a_bold_sentence_is_quoted() -> None:
    text = (
        "**Prohibited:**\n\n- gas\n- wood\n\n**Do not open the valve.**\n\n"
        "**Windows**\n\nWipe them.\n"
    )
    assert quotable(text) == [
        "**Prohibited:**",
        "- gas\n- wood",
        "**Do not open the valve.**",
        "Wipe them.",
    ]
    assert headings(text) == ["Windows"]


def test_a_list_is_one_block_with_its_outermost_items() -> None:
    text = "1. Open it\n\n   ```sh\n   open\n   ```\n2. Fill it\n   - with oil\n   - to the top\n"
    (steps,) = blocks(text, BlockKind.STEPS)
    assert [text[a:b] for a, b in steps.parts] == [
        "1. Open it\n\n   ```sh\n   open\n   ```",
        "2. Fill it\n   - with oil\n   - to the top",
    ]


def test_a_list_in_a_block_quote_begins_behind_its_mark() -> None:
    text = "> Rules:\n>\n> 1. Wipe it.\n> 2. Fill it.\n"
    (steps,) = blocks(text, BlockKind.STEPS)
    assert text[steps.start : steps.end] == "1. Wipe it.\n> 2. Fill it."
    assert [text[a:b] for a, b in steps.parts] == ["1. Wipe it.", "2. Fill it."]


def test_a_struck_item_is_in_no_block() -> None:
    text = "- wipe it\n- ~~burn gas~~\n- fill it\n"
    assert quotable(text) == ["- wipe it", "- fill it"]


def test_a_struck_sentence_is_in_no_block() -> None:
    text = "It burns oil. ~~It burns gas.~~ It is lit at ~~noon~~ dusk.\n"
    assert quotable(text) == ["It burns oil.", "It is lit at ~~noon~~ dusk."]


def test_indented_lines_are_code_if_they_look_like_it() -> None:
    text = (
        "Run it:\n\n    $ lamp --fill\n    filled\n\nThen wait.\n\n"
        "    It burns oil, said the keeper.\n"
    )
    (code,) = blocks(text, BlockKind.CODE)
    assert text[code.start : code.end] == "$ lamp --fill\n    filled"
    assert quotable(text)[-1] == "It burns oil, said the keeper."


@pytest.mark.parametrize(
    "code",
    [
        "# a comment\n    foo bar;bar baz",
        "# apt update",
        "# Fill it\n\n    lamp --fill",
        "# a\n    # b",
    ],
)
def test_a_comment_at_the_top_of_indented_code_is_no_heading(code: str) -> None:
    text = f"# Lamp\n\nWrite this:\n\n    {code}\n\n## Glass\n\nIt is red.\n"
    (found,) = blocks(text, BlockKind.CODE)
    assert text[found.start : found.end] == code
    assert [mark.heading for mark in outline_of_markdown(text).landmarks] == ["Glass"]


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("python", "python"),
        ('py title="a.py" hl_lines="1"', "py"),
        ("{ .yaml .annotate }", "yaml"),
        ("js{1,3}", "js"),
        ("{code-block} rust", "rust"),
        ('hl_lines="4"', ""),
        ("", ""),
    ],
)
def test_code_has_the_language_that_its_fence_names(info: str, language: str) -> None:
    (code,) = blocks(f"```{info}\nlamp\n```\n", BlockKind.CODE)
    assert code.language == language


def test_code_within_a_tab_is_code() -> None:
    text = '=== "Oil"\n\n    ```sh\n    fill\n\n    burn\n    ```\n'
    (code,) = blocks(text, BlockKind.CODE)
    assert text[code.start : code.end] == "```sh\n    fill\n\n    burn\n    ```"


def test_template_tags_of_code_are_left_out_of_it() -> None:
    text = "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n"
    assert quotable(text) == ["puts 1"]
    assert blocks(text, BlockKind.CODE)[0].language == "ruby"


def test_a_table_of_html_has_rows_and_a_head() -> None:
    text = "<table>\n<tr><th>Oil</th></tr>\n<tr><td>Dear</td></tr>\n</table>\n"
    (table,) = blocks(text, BlockKind.TABLE)
    assert table.headed
    assert [text[a:b] for a, b in table.parts] == ["Oil", "Dear"]


@pytest.mark.parametrize("inside", ["Oil is dear.", "<td>Oil is dear.</td>"])
def test_a_table_of_html_without_rows_is_a_paragraph(inside: str) -> None:
    text = f"<table>\n{inside}\n</table>\n"
    assert [text[b.start : b.end] for b in blocks(text, BlockKind.PARAGRAPH)] == ["Oil is dear."]


def test_a_list_of_html_is_a_list() -> None:
    text = "<ol>\n  <li>Wipe it.</li>\n  <li>Fill it.</li>\n</ol>\n"
    (steps,) = blocks(text, BlockKind.STEPS)
    assert [text[a:b] for a, b in steps.parts] == ["Wipe it.", "Fill it.</li>\n</ol>"[:8]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> It burns oil.\n> It is old.", ["It burns oil.", "It is old."]),
        ("> It burns oil\n> from a tin.", ["It burns oil\n> from a tin."]),
        ("> 1. Wipe it.\n> 2. Fill it.", ["Wipe it.", "Fill it."]),
        ('=== "Oil"\n\n    - wipe it\n    - fill it', ["wipe it", "fill it"]),
        ("1. Open the valve\n\n   It falls. Wait.\n2. Close it",
         ["Open the valve", "It falls.", "Wait.", "Close it"]),
    ],
)  # fmt: skip
def test_sentences_begin_behind_marks_and_end_at_blank_lines(text: str, said: list[str]) -> None:
    found = [
        text[start:end]
        for block in outline_of_markdown(text).blocks
        for start, end in sentences_in(text, block)
    ]
    assert found == said


@pytest.mark.parametrize(
    "text",
    [
        "Use List<String> or a Map<String, Lamp>",
        "Type <your-name> and press enter",
        "The price is {price} and 5 % of it",
        "Write `{* lamp *}` or `<Card />` in it",
        "import the lamp from 'Bern' by ship",
    ],
)
def test_what_only_looks_like_a_tag_or_an_import_is_text(text: str) -> None:
    said = f"{ANSWER}\n\n{text}\n\n{ANSWER}\n"
    if text.startswith("import"):
        said = said.replace("import", "Then import")
        text = f"Then {text}"
    assert quotable(said) == [ANSWER, text, ANSWER]


@given(
    st.lists(
        st.sampled_from([
            *NEVER_QUOTED.values(), *WRAPPED.values(), *ASKED.values(), "- a\n- b", "1. a", "<li>",
            "```", "> ", "</details>", "::: ", "///", "!!! x", "Lamp", ": oil", "~~", "<!--", "|a|",
            "<table><tr>", "<table>", "</table>", "<p>", "{% for", "\t", "    x", "**b**", "# h",
            "---", "<Card", "\u2028",
        ]),
        max_size=12,
    ),
    st.sampled_from(["\n", "\n\n", " ", "\n    "]),
)  # fmt: skip
@example(["<table><tr>", "- a\n- b"], "\n    ")
@example(["Lamp", "//// tab | Oil\n\n/// warning\n\n{}\n\n///\n\n////"], "\n    ")
@example(["{* a.py *}", "//// tab | Oil\n\n/// warning\n\n{}\n\n///\n\n////"], "\n    ")
def test_blocks_are_in_order_apart_and_hold_their_parts(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)
    found = outline_of_markdown(text)
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        bounds = [offset for part in block.parts for offset in part]
        assert bounds == sorted(bounds)
        assert all(block.start <= offset <= block.end for offset in bounds)
        end = block.end
    offsets = [mark.offset for mark in found.landmarks]
    assert offsets == sorted(offsets)
    assert all(mark.heading.strip() for mark in found.landmarks)


TABS = {
    "MkDocs": '=== "Oil"\n\n    It is dear.\n\n=== "Gas"\n\n    It is cheap.\n',
    "PyMdown": "/// tab | Oil\n\nIt is dear.\n\n///\n\n/// tab | Gas\n\nIt is cheap.\n\n///\n",
    "MyST": "::::{tab-set}\n:::{tab-item} Oil\nIt is dear.\n:::\n"
    ":::{tab-item} Gas\nIt is cheap.\n:::\n::::\n",
    "MyST, with backticks": "````{tab-set}\n```{tab-item} Oil\nIt is dear.\n```\n"
    "```{tab-item} Gas\nIt is cheap.\n```\n````\n",
    "Docusaurus": '<Tabs>\n<TabItem value="oil" label="Oil">\n\nIt is dear.\n\n</TabItem>\n'
    '<TabItem value="gas" label="Gas">\n\nIt is cheap.\n\n</TabItem>\n</Tabs>\n',
    "Mintlify": '<Tabs>\n  <Tab title="Oil">\n    It is dear.\n  </Tab>\n  <Tab title="Gas">\n'
    "    It is cheap.\n  </Tab>\n</Tabs>\n",
    "GitBook": '{% tabs %}\n{% tab title="Oil" %}\nIt is dear.\n{% endtab %}\n\n'
    '{% tab title="Gas" %}\nIt is cheap.\n{% endtab %}\n{% endtabs %}\n',
    "Hugo": '{{< tabs >}}\n{{% tab "Oil" %}}\nIt is dear.\n{{% /tab %}}\n{{% tab "Gas" %}}\n'
    "It is cheap.\n{{% /tab %}}\n{{< /tabs >}}\n",
    "Docsy": '{{< tabpane text=true >}}\n{{% tab header="Oil" lang="en" %}}\nIt is dear.\n'
    '{{% /tab %}}\n{{% tab header="Gas" %}}\nIt is cheap.\n{{% /tab %}}\n{{< /tabpane >}}\n',
}


@pytest.mark.parametrize("maker", TABS)
@pytest.mark.parametrize("above", ["# Lamps\n\n", "# Lamps\n\n## Cost\n\n", ""])
def test_each_tab_is_under_its_label_and_ends_its_section(maker: str, above: str) -> None:
    text = f"{above}{TABS[maker]}\nIt is sold in May.\n"
    found = outline_of_markdown(text)
    document = Document("d", "Lamps", text, "", landmarks=found.titled("Lamps"))
    around = ("Cost",) if "Cost" in above else ()
    assert quotable(text) == ["It is dear.", "It is cheap.", "It is sold in May."]
    paths = [document.headings_at(text.index(said)) for said in quotable(text)]
    assert paths == [(*around, "Oil"), (*around, "Gas"), around]


def test_a_group_of_code_has_the_labels_of_its_files() -> None:
    group = "::: code-group\n```sh [npm]\nnpm i\n```\n```sh [yarn]\nyarn add\n```\n:::\n"
    text = f"{group}\n```sh [file]\ny\n```\n"
    assert headings(text) == ["npm", "yarn"]


def test_the_tags_of_gitbook_are_around_text_that_is_read() -> None:
    text = '{% hint style="info" %}\nIt is dear.\n{% endhint %}\n'
    assert quotable(text) == ["It is dear."]
    assert outline_of_markdown(text).left_out == frozenset()


SUMMARY = """# Summary

[Getting help](./help.md)

- [The lamp](lamp.md)
    - [Its price](lamp.md#price)

# The keeper

* [A day](keeper/day/)
* [Draft]()
"""


def test_a_page_that_only_leads_to_other_pages_is_not_read() -> None:
    with pytest.raises(OnlyContentsError, match="only a table of contents"):
        list(read(SUMMARY.encode(), "SUMMARY.md"))


@pytest.mark.parametrize("name", ["_Sidebar.md", "docs/_navbar.md", "_Footer.markdown"])
def test_what_a_site_shows_around_its_pages_is_not_read(name: str) -> None:
    with pytest.raises(OnlyContentsError, match="around its other pages"):
        list(read(f"- [The maker](https://maker.example/)\n\n{ANSWER}\n".encode(), name))


@pytest.mark.parametrize(
    "more", [ANSWER, "- [The maker](https://maker.example/)", "- [The lamp](lamp.md): how it burns"]
)
def test_a_page_of_links_is_read_where_one_says_more(more: str) -> None:
    [parsed] = read(f"{SUMMARY}\n{more}\n".encode(), "SUMMARY.md")
    quoted = " ".join(parsed.text[block.start : block.end] for block in parsed.blocks)
    assert more.removeprefix("- ") in quoted


def test_a_page_of_two_links_is_read() -> None:
    text = b"# Lamps\n\nSee [the lamp](lamp.md)\n\n- [The oil](oil.md)\n"
    assert [len(parsed.blocks) for parsed in read(text, "lamps.md")] == [2]


@pytest.mark.parametrize("tag", ['TabItem value="a" label="It\'s dear"', "Tab title='Say \"oil\"'"])
def test_the_label_of_a_tab_may_have_the_other_mark_in_it(tag: str) -> None:
    text = f"<Tabs>\n<{tag}>\n\n{ANSWER}\n\n</{tag.split(maxsplit=1)[0]}>\n</Tabs>\n"
    assert headings(text) == ["It's dear" if "dear" in tag else 'Say "oil"']


@pytest.mark.parametrize(
    "tag",
    [
        '<Accordion title="Who\'s lighting it?" icon="lamp">',
        "<FaqItem\n  id='x'\n  question=\"Who's lighting it?\"\n>",
        '<Aside type="tip" title="Who\'s lighting it?">',
        '<Details summary="Who\'s lighting it?">',
    ],
)
def test_the_title_of_a_component_is_the_heading_of_its_text(tag: str) -> None:
    name = tag.split(maxsplit=1)[0].strip("<")
    text = f"## Oil\n\n{tag}\n\n{ANSWER}\n\n</{name}>\n\nIt is dear.\n"
    assert headings(text) == ["Oil", "Who's lighting it?", "Oil"]
    assert quotable(text) == [ANSWER, "It is dear."]


@pytest.mark.parametrize(
    "text",
    [
        'Burn <Tooltip title="from fish">oil</Tooltip> in it.',
        '<Tooltip title="from fish">Oil</Tooltip> burns in it.',
        f'<Aside title="Note">\n{ANSWER}\n</Aside>',
        f'<aside title="a remark">\n{ANSWER}\n</aside>',
        f'<Card title="Oil" href="/oil" />\n\n{ANSWER}',
    ],
)
def test_the_title_of_what_has_no_text_below_it_is_no_heading(text: str) -> None:
    assert headings(text) == []


BELOW_AN_ADMONITION = (
    "8. Move it.\n!!! warning\n    Keep the rest.\n9. Light it.\n   ![](lamp.png)\n",
    "!!! note\n    Keep the rest.\nLight it.\n",
    '=== "Oil"\n\n    !!! note\n        Keep the rest.\n    Light it.\n',
)  # fmt: skip


@pytest.mark.parametrize("text", BELOW_AN_ADMONITION)
def test_what_stands_right_below_an_admonition_is_no_part_of_it(text: str) -> None:
    last = [one for one in quotable(text) if "Move" not in one]
    assert [one.splitlines()[0].removeprefix("9. ") for one in last] == [
        "Keep the rest.",
        "Light it.",
    ]


def test_a_line_right_below_a_definition_goes_on_with_it() -> None:
    assert quotable("Lamp\n: It burns\noil.\n") == ["It burns\noil."]


def test_each_footnote_is_a_paragraph_though_no_blank_line_is_between_them() -> None:
    notes = ["[^1]: It burns oil.", "[^b]: It is lit\n    at dusk.", "[^3]: It is old."]
    assert quotable(f"{ANSWER}[^1]\n\n" + "\n".join(notes)) == [f"{ANSWER}[^1]", *notes]
