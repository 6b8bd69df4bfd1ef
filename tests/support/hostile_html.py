"""HTML as nobody should write it: what opens and never closes, and what is repeated."""

from __future__ import annotations

HTML_PIECES = [
    "<p>A sentence of words.</p>", "<p>", "</p>", "a ", "<br>", "<div>", "</div>", "<div>a</div>",
    "<span>a</span>", "<b>a</b> ", "<b>", "<i>a", "<code>a</code>", "<code>", "<x>a</x>",
    "<table><tr><td>a</td><td>b</td></tr></table>", "<table>", "<tr>", "<td>", "<td>a</td>",
    "<table><tr><td>a", "<tr><td>a</td><td>b</td></tr>", "<td rowspan=1000>a</td>",
    "<td colspan=100>a</td><td>b", "<tr><td rowspan=1000 colspan=100>a</td></tr>",
    "<table><caption>c</caption><tr><th>a</th><th>b</th></tr></table>",
    "<ol>", "<ul>", "<ol><li>a</li></ol>", "<ol><li>a", "<li>a</li>", "<li>a", "<ol reversed><li>a",
    "<ol type=i><li>a</li>", "<li><p>a</p></li>", "<li>Step 2: a</li>", "<dl>", "<dt>a", "<dd>a",
    "<dl><dt>a</dt><dd>b</dd></dl>", "<dt>a</dt><dd>b</dd>",
    "<h1>a</h1>", "<h2>a</h2><p>b</p>", "<h2>a?</h2>", "<h2>", "<p><b>a</b></p>",
    "<p><b>a?</b></p>",
    "<p><b>Q: a?</b></p><p>A: b</p>", "<b>a?</b><br>b<br>", "<p>Q: a?</p>", "<p>A: b</p>",
    "<pre>a\nb</pre>", "<pre>", "<pre><code>a</code></pre>", "<blockquote>a</blockquote>",
    "<details><summary>a</summary>b</details>", "<details>", "<summary>a</summary>",
    "<form><p>a</p></form>", "<form>", "<section>a</section>", "<article><p>a b c</p></article>",
    "<main><p>a</p></main>", "<aside>a</aside>", "<nav>a</nav>", "<header>a</header>",
    "<figure><img><figcaption>a</figcaption></figure>", "<figcaption>a</figcaption>",
    "<figure><table><tr><td>a</td><td>b</td></tr></table><figcaption>a</figcaption></figure>",
    "<a href=#a>a</a>", "<a href=x>a</a> ", "<sup><a href=#a>1</a></sup>", "<sub>a</sub>",
    "<del>a</del>", "<s>", "<div class=note>", "<div class=tab>a</div>", "<div hidden>a</div>",
    "<div class='admonition note'><p class='admonition-title'>Note</p><p>a b c d</p></div>",
    "<div class=tabs><label>a</label><div>b</div></div>", "<p style='display:none'>",
    "<div role=tab>a</div><div role=tabpanel>b</div>", "<style>.a{display:none}</style>",
    "<script>a</script>", "<!-- a -->", "<!--", "<!", "&amp;", "&", "<", "</", "<a",
    "<math><mi>a</mi></math>", "<ruby>a<rt>b</rt></ruby>", "<hr>", "\n\n", " ", "漢字",
    "<div itemscope itemtype='https://schema.org/FAQPage'>", "<center>a</center>",
]  # fmt: skip


def page_of(piece: str, size: int) -> str:
    """Return a page whose article repeats ``piece`` below a sentence."""
    light = "<p>The light at Skerry was lit in 1867, and it is lit again today.</p>"
    repeated = (piece * (size // len(piece) + 1))[:size]
    return f"<html><body><article>{light}{repeated}</article></body></html>"
