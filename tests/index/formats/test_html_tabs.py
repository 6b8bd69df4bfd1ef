"""The labels of tabs are above their panels, as generators of sites write them."""

from __future__ import annotations

import pytest

from index.types import Document
from tests.support.read_pages import headings, quotable, read_article, read_fragment
from tests.support.work import work_of

OIL = "The lamp burns oil, which is sold in the harbour."
GAS = "The lamp burns gas, which is sold in the town."
BELOW = "Every lamp is cleaned in the spring, whatever it burns."
TABS = {
    "Docusaurus": """<div class="tabs-container"><ul role="tablist" class="tabs">
        <li role="tab" aria-selected="true" class="tabs__item">Oil</li>
        <li role="tab" aria-selected="false" class="tabs__item">Gas</li></ul>
        <div class="margin-top--md"><div role="tabpanel"><p>{oil}</p></div>
        <div role="tabpanel" hidden=""><p>{gas}</p></div></div></div>""",
    "Material for MkDocs": """<div class="tabbed-set tabbed-alternate" data-tabs="1:2">
        <input checked id="__tabbed_1_1" name="__tabbed_1" type="radio">
        <input id="__tabbed_1_2" name="__tabbed_1" type="radio">
        <div class="tabbed-labels"><label for="__tabbed_1_1">Oil</label>
        <label for="__tabbed_1_2">Gas</label></div>
        <div class="tabbed-content"><div class="tabbed-block"><p>{oil}</p></div>
        <div class="tabbed-block"><p>{gas}</p></div></div></div>""",
    "PyMdown of before": """<div class="tabbed-set"><input id="__tabbed_2_1" type="radio">
        <label for="__tabbed_2_1">Oil</label><div class="tabbed-content"><p>{oil}</p></div>
        <input id="__tabbed_2_2" type="radio"><label for="__tabbed_2_2">Gas</label>
        <div class="tabbed-content"><p>{gas}</p></div></div>""",
    "sphinx-design": """<div class="sd-tab-set docutils">
        <input checked id="sd-tab-item-0" name="sd-tab-set-0" type="radio">
        <label class="sd-tab-label" for="sd-tab-item-0">Oil</label>
        <div class="sd-tab-content docutils"><p class="sd-card-text">{oil}</p></div>
        <input id="sd-tab-item-1" name="sd-tab-set-0" type="radio">
        <label class="sd-tab-label" for="sd-tab-item-1">Gas</label>
        <div class="sd-tab-content docutils"><p class="sd-card-text">{gas}</p></div></div>""",
    "sphinx-tabs": """<div class="sphinx-tabs docutils container">
        <div aria-label="Tabbed content" role="tablist">
        <button aria-controls="panel-0-0-0" aria-selected="true" id="tab-0-0-0" role="tab">Oil</button>
        <button aria-controls="panel-0-0-1" id="tab-0-0-1" role="tab">Gas</button></div>
        <div aria-labelledby="tab-0-0-0" id="panel-0-0-0" role="tabpanel"><p>{oil}</p></div>
        <div aria-labelledby="tab-0-0-1" id="panel-0-0-1" role="tabpanel" hidden="true">
        <p>{gas}</p></div></div>""",
    "Bootstrap": """<ul class="nav nav-tabs" role="tablist"><li role="presentation">
        <button data-bs-toggle="tab" data-bs-target="#oil" role="tab">Oil</button></li>
        <li><button data-bs-toggle="tab" data-bs-target="#gas" role="tab">Gas</button></li></ul>
        <div class="tab-content"><div class="tab-pane fade show active" id="oil"><p>{oil}</p></div>
        <div class="tab-pane fade" id="gas"><p>{gas}</p></div></div>""",
    "Bootstrap 3": """<ul class="nav nav-tabs"><li class="active"><a data-toggle="tab" href="#oil">
        Oil</a></li><li><a data-toggle="tab" href="#gas">Gas</a></li></ul>
        <div class="tab-content"><div class="tab-pane active" id="oil"><p>{oil}</p></div>
        <div class="tab-pane" id="gas"><p>{gas}</p></div></div>""",
    "Starlight": """<starlight-tabs><div class="tablist-wrapper"><ul role="tablist">
        <li role="presentation" class="tab"><a role="tab" href="#tab-panel-1" id="tab-1">Oil</a></li>
        <li role="presentation" class="tab"><a role="tab" href="#tab-panel-2" id="tab-2">Gas</a></li>
        </ul></div><div id="tab-panel-1" aria-labelledby="tab-1" role="tabpanel"><p>{oil}</p></div>
        <div id="tab-panel-2" aria-labelledby="tab-2" role="tabpanel" hidden><p>{gas}</p></div>
        </starlight-tabs>""",
    "GitBook": """<div class="flex flex-col"><div role="tablist" class="group/tabs">
        <div class="flex"><button role="tab" id="tab-oil" aria-controls="tabpanel-oil">Oil</button></div>
        <div class="flex"><button role="tab" id="tab-gas" aria-controls="tabpanel-gas">Gas</button></div>
        </div><div role="tabpanel" id="tabpanel-oil" aria-labelledby="tab-oil"><p>{oil}</p></div>
        <div role="tabpanel" id="tabpanel-gas" aria-labelledby="tab-gas" class="hidden"><p>{gas}</p>
        </div></div>""",
    "Asciidoctor": """<div class="openblock tabs is-sync"><div class="content">
        <div class="ulist tablist"><ul><li id="tabs-1-oil" class="tab"><p>Oil</p></li>
        <li id="tabs-1-gas" class="tab"><p>Gas</p></li></ul></div>
        <div id="tabs-1-oil--panel" class="tabpanel" aria-labelledby="tabs-1-oil"><p>{oil}</p></div>
        <div id="tabs-1-gas--panel" class="tabpanel" aria-labelledby="tabs-1-gas"><p>{gas}</p></div>
        </div></div>""",
}  # fmt: skip


def path_to(found: str, html: str) -> tuple[str, ...]:
    parsed = read_article(html)
    document = Document("d", parsed.title or "", parsed.text, "", landmarks=parsed.landmarks)
    return document.headings_at(parsed.text.index(found))


@pytest.mark.parametrize("maker", TABS)
@pytest.mark.parametrize("heading", ["", "<h2>Lamps</h2>"])
def test_each_panel_is_under_the_label_of_its_tab(maker: str, heading: str) -> None:
    above = ("Lamps",) if heading else ()
    html = f"{heading}{TABS[maker].format(oil=OIL, gas=GAS)}<p>{BELOW}</p>"
    assert quotable(read_article(html))[1:] == [OIL, GAS, BELOW], "no label is quoted"
    assert path_to(OIL, html) == (*above, "Oil")
    assert path_to(GAS, html) == (*above, "Gas")
    assert path_to(BELOW, html) == above


def test_a_group_of_code_in_vitepress_has_the_labels_of_its_files() -> None:
    html = """<h2>Build</h2><div class="vp-code-group"><div class="tabs">
        <input type="radio" name="group-1" id="tab-1" checked><label for="tab-1">npm</label>
        <input type="radio" name="group-1" id="tab-2"><label for="tab-2">yarn</label></div>
        <div class="blocks"><div class="language-sh active"><button class="copy"></button>
        <span class="lang">sh</span><pre><code>npm run light</code></pre></div>
        <div class="language-sh"><span class="lang">sh</span><pre><code>yarn light</code></pre></div>
        </div></div>"""
    assert quotable(read_article(html))[1:] == ["npm run light", "yarn light"]
    assert path_to("yarn light", html) == ("Build", "yarn")


def test_headings_within_a_panel_are_below_its_label() -> None:
    tabs = TABS["Starlight"].format(
        oil=f"Oil it is.</p><h3>Cost</h3><p>{OIL}", gas=f"Gas it is.</p><h3>Price</h3><p>{GAS}"
    )
    html = f"<h2>Lamps</h2>{tabs}<h3>Cleaning</h3><p>{BELOW}</p>"
    assert path_to(OIL, html) == ("Lamps", "Oil", "Cost")
    assert path_to(GAS, html) == ("Lamps", "Gas", "Price")
    assert path_to(BELOW, html) == ("Lamps", "Cleaning")


def test_tabs_within_a_step_leave_the_steps_whole() -> None:
    tabs = TABS["Docusaurus"].format(oil=OIL, gas=GAS)
    parsed = read_fragment(f"<ol><li><p>Light the lamp.</p>{tabs}</li><li>Wait.</li></ol>")
    (steps,) = parsed.blocks
    assert [parsed.text[start:end] for start, end in steps.parts] == [
        f"1. Light the lamp.\n  Oil:\n  {OIL}\n  Gas:\n  {GAS}",
        "2. Wait.",
    ]


def test_tabs_within_tabs_have_both_labels() -> None:
    inner = TABS["Starlight"].format(oil=OIL, gas=GAS).replace("tab-", "inner-")
    outer = TABS["Docusaurus"].replace("Oil", "Old").replace("Gas", "New")
    html = outer.format(oil="</p>" + inner + "<p>", gas=BELOW)
    assert path_to(GAS, html) == ("Old", "Gas")
    assert path_to(BELOW, html) == ("New",)


def test_what_comes_after_an_answer_is_in_the_section_around_it() -> None:
    html = f"<h2>Lamps</h2><details><summary>Old ones</summary><p>{OIL}</p></details><p>{BELOW}</p>"
    assert path_to(OIL, html) == ("Lamps", "Old ones")
    assert path_to(BELOW, html) == ("Lamps",)
    html = f"<h2>Lamps</h2><dl><dt>Oil</dt><dd><p>{OIL * 9}</p></dd></dl><p>{BELOW}</p>"
    assert path_to(BELOW, html) == ("Lamps",)


def test_a_section_that_a_heading_ends_is_not_begun_again() -> None:
    html = f"<h2>A</h2>{TABS['Docusaurus'].format(oil=OIL, gas=GAS)}<h2>B</h2><p>{BELOW}</p>"
    assert headings(read_article(html)) == ["A", "Oil", "Gas", "B"]


def test_labels_that_share_one_panel_name_nothing() -> None:
    html = f"""<div role="tablist"><button role="tab" aria-controls="it">Oil</button>
        <button role="tab" aria-controls="it">Gas</button></div><div id="it"><p>{OIL}</p></div>"""
    assert path_to(OIL, html) == ()


@pytest.mark.parametrize("maker", TABS)
def test_many_tabs_take_work_as_there_is_of_them(maker: str) -> None:
    few, many = (
        work_of(lambda n=n: read_fragment(TABS[maker].format(oil=OIL, gas=GAS) * n))
        for n in (20, 80)
    )
    assert many <= 7 * few, "four times as many; were it squared, it would be 16"


@pytest.mark.parametrize(
    "part",
    [
        '<div role="tablist"><b role="tab">a</b></div>',
        '<div role="tabpanel"><div role="tablist"><b role="tab">a</b></div>',
        '<div class="tab"><label for="x">a</label>',
    ],
)
def test_hostile_tabs_take_work_as_there_is_of_them(part: str) -> None:
    deep = f"<p>{OIL}</p>{part * 40}{'</div>' * 40}"  # a parser stops at a depth of 256
    few, many = (work_of(lambda n=n: read_fragment(deep * n)) for n in (4, 16))
    assert many <= 7 * few
