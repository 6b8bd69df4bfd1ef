"""Make the web pages that main-content extraction is measured on, and the text of each.

    python tests/files/make_pages.py

Six pages as sites build them: an article, a blog with comments, a manual with a sidebar, a wiki,
a municipal page of nothing but ``div``, a forum. Each ``pages/NAME.html`` has furniture around
its content; ``gold/NAME.txt`` is what a person would select, chosen by hand below. CC0-1.0.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent

COOKIES = """<div class="cookie-consent" role="dialog"><p>We and our 214 partners store cookies on
your device to make this site work and to measure how it is used. You can change your choice at
any time in the settings.</p><button>Accept all</button><button>Only what is necessary</button></div>"""
MENU = "".join(f'<li><a href="/{w.lower()}">{w}</a></li>' for w in
               ("Home", "News", "Harbour", "Culture", "Weather", "Shop", "Contact"))  # fmt: skip
NEWSLETTER = """<section class="newsletter"><h3>Never miss a tide</h3><p>Subscribe to our weekly
letter and get the best stories of the coast straight into your inbox. No spam, we promise.</p>
<form><input type="email" placeholder="Your e-mail"><button>Subscribe</button></form></section>"""
RELATED = """<aside class="related"><h3>Read next</h3><ul>
<li><a href="/a">Ferry timetable changes again, and nobody is pleased with the new departure</a></li>
<li><a href="/b">Ten cafés by the water that locals would rather keep to themselves</a></li>
<li><a href="/c">Council delays its decision on the breakwater until the spring</a></li></ul></aside>"""
FOOTER = """<footer><p>© 2026 Northern Coast Media. All rights reserved. No part of this site may be
reproduced without permission.</p><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">
Privacy</a></li><li><a href="/terms">Terms of use</a></li></ul></footer>"""

ARTICLE = """<h1>Skerry Light to get its old lens back</h1>
<p>The lens that crowned Skerry Light for more than a century will return to the tower next summer, the harbour office said on Tuesday.</p>
<p>It had been taken down in 2019, when cracks were found in two of its prisms. A workshop in the south has since replaced both, at a cost of 340,000 crowns.</p>
<h2>A difficult crossing</h2>
<p>The lens weighs almost two tonnes and will be carried out to the reef in eleven crates. "We need three calm days in a row, and on this coast that is asking a lot," said Margit Solberg, who heads the project.</p>
<blockquote><p>We could have bought a replica for a tenth of the money. Nobody here wanted a replica.</p></blockquote>
<p>The crates will be lifted onto the landing by the buoy tender Hallin, which is due in port in June.</p>
<h2>Open to visitors from July</h2>
<p>If all goes well, visitors will be able to see the lens from the gallery from 4 July. Tickets go on sale in April and cost eighteen crowns; children under twelve go free.</p>"""
BLOG = """<h1>What I learned from painting a fog horn</h1>
<p>Last August I spent nine days on a reef with a bucket of orange paint. Here is what I would have liked to know before.</p>
<p>First: paint does not dry in fog. That sounds obvious when you write it down, and yet I opened the second tin before the first coat had set, and had to scrape off both.</p>
<h2>The right paint</h2>
<p>Use a two-part epoxy and nothing else. The alkyd that the shop will try to sell you lasts one winter.</p>
<ul><li>One litre covers about six square metres.</li><li>It must be used within four hours of mixing.</li><li>It cures only above eight degrees.</li></ul>
<p>Second: wear ear protection, also when they tell you that the horn is switched off. It was not.</p>"""
MANUAL = """<h1>Replacing the battery of the buoy lamp</h1>
<p>The lamp runs on one lithium battery, which lasts about five years. Replace it when the status light blinks red three times.</p>
<h2>Before you begin</h2>
<p>Switch the lamp off and wait for ten minutes. The capacitor holds a charge that can hurt you.</p>
<h2>Steps</h2>
<ol><li>Undo the four screws of the lid with a 5 mm hex key.</li><li>Lift the lid straight up, since the gasket tears when it is twisted.</li><li>Pull the plug of the old battery, and push in that of the new one until it clicks.</li><li>Close the lid and tighten the screws to 6 Nm, crosswise.</li></ol>
<h2>Technical data</h2>
<table><tr><th>Property</th><th>Value</th></tr><tr><td>Voltage</td><td>12.8 V</td></tr><tr><td>Capacity</td><td>54 Ah</td></tr><tr><td>Weight</td><td>6.2 kg</td></tr></table>
<pre><code>buoyctl --reset-counter
buoyctl --status</code></pre>"""
WIKI = """<h1>Skerry reef</h1>
<p><b>Skerry reef</b> is a group of some forty rocks off the northern coast, of which nine stay dry at high water. It was first charted in 1742 by the pilot Erik Sand.</p>
<h2>Geology</h2>
<p>The reef consists of a coarse red granite that formed about 920 million years ago. Its surface was smoothed by the ice, and striations that run from north-east to south-west can still be seen on the largest rock.</p>
<h2>Wildlife</h2>
<p>About three hundred grey seals live on the western rocks. Arctic terns have bred there since 1988, and the colony counted 140 pairs in the last census.</p>
<h2>Shipwrecks</h2>
<p>At least sixty-two ships are known to have been lost on the reef. The worst of the wrecks was that of the barque Concordia in 1859, with the loss of all thirty-one hands; it led to the building of the lighthouse.</p>"""
TOWN = """<h1>Collection of bulky waste</h1>
<p>Bulky waste is collected twice a year, in March and in September. You need not register.</p>
<p>Put your things on the kerb after six in the evening of the day before, and no sooner. What stands there earlier may be fined with up to 400 crowns.</p>
<h2>What is collected</h2>
<p>Furniture, mattresses, carpets and bicycles are taken. Building rubble, tyres and anything with a refrigerant are not; bring those to the depot in Kaigata 14.</p>
<h2>Opening hours of the depot</h2>
<p>The depot is open from Monday to Friday between 8 and 16, and on the first Saturday of each month between 9 and 13.</p>"""
FORUM = """<h1>Diesel heater dies after ten minutes</h1>
<p>My heater starts well, runs for about ten minutes, and then goes out with error 8. I have already changed the fuel filter and bled the line. The battery shows 12.6 volts while it runs. Any ideas?</p>
<p>Error 8 is a flame-out. Nine times out of ten the pump sucks air: check the joint at the tank, not the one at the heater. Mine had a hairline crack that one saw only with the hose bent.</p>
<p>That was it! The clamp at the tank had rusted through. New clamp for two crowns, and it has been running all night. Thank you so much.</p>"""


def page(title: str, body: str, head: str = "", language: str = "en") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">\n'
        f"<title>{title}</title>\n{head}\n<style>.nav{{color:red}}</style>"
        '<script>window.dataLayer=[{"page":"x"}];</script></head>\n'
        f"<body>\n{body}\n<script src=/app.js></script></body></html>\n"
    )


def article() -> str:
    head = """<link rel="canonical" href="https://example.org/news/skerry-lens">
<meta property="og:title" content="Skerry Light to get its old lens back">
<meta name="author" content="Ida Holm">
<meta property="article:published_time" content="2026-03-02T08:15:00+01:00">"""
    share = (
        '<div class="share"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Print</a></div>'
    )
    text = ARTICLE.replace(
        "</h1>", '</h1><p class="byline">By Ida Holm, 2 March 2026</p>' + share, 1
    )
    text = text.replace("<h2>A diff", '<div class="ad"><p>Advertisement</p><p>Boat paint, now 20 % off'
                        " at Lind &amp; Sons.</p></div><h2>A diff")  # fmt: skip
    return page(
        "Skerry Light to get its old lens back | Northern Coast",
        f'{COOKIES}<header><nav><ul>{MENU}</ul></nav></header><main><div class="breadcrumb">'
        f'<a href="/">Home</a> › <a href="/news">News</a></div><article>{text}{share}</article>'
        f"{RELATED}{NEWSLETTER}</main>{FOOTER}",
        head,
    )


def blog() -> str:
    comments = "".join(
        f'<li class="comment" id="c{n}"><div class="comment-author">{who}</div><p>{said}</p>'
        '<a class="reply" href="#">Reply</a></li>'
        for n, (who, said) in enumerate((
            ("Bo", "Great post! I painted our boathouse with alkyd and it came off in sheets."),
            ("Anna", "Which brand of epoxy did you use in the end? I could not find it in the shop."),
            ("keeper47", "Nine days? We did it in four, but there were two of us and no fog at all."),
        ))
    )  # fmt: skip
    side = '<div id="sidebar"><h3>About me</h3><p>I am Kari, I fix things by the sea and write it down.</p>'
    side += "<h3>Archive</h3><ul><li>August 2025 (3)</li><li>July 2025 (1)</li></ul></div>"
    return page(
        "What I learned from painting a fog horn – Kari by the sea",
        f'<div id="header"><div class="nav"><ul>{MENU}</ul></div></div><div class="post hentry">'
        f"{BLOG.replace('</h1>', '</h1><div class=meta>Posted on 3 September 2025 by Kari in Horns</div>', 1)}"
        '<div class="tags">Tags: <a href="#">paint</a>, <a href="#">fog</a></div></div>'
        f'<div id="comments"><h3>3 comments</h3><ol>{comments}</ol><form><textarea>Leave a reply'
        f"</textarea></form></div>{side}{FOOTER}",
        '<meta property="article:published_time" content="2025-09-03">',
    )


def manual() -> str:
    tree = "".join(f'<li><a href="/m/{n}">{t}</a></li>' for n, t in enumerate((
        "Introduction", "Mounting the buoy", "Replacing the battery of the buoy lamp",
        "Calibrating the light sensor", "Error codes", "Firmware updates", "Warranty")))  # fmt: skip
    return page(
        "Replacing the battery of the buoy lamp — Buoy manual",
        f'<div class="topbar"><a href="/">Buoy manual 3.2</a><form role="search"><input></form></div>'
        f'<div class="layout"><nav class="sidebar"><ul>{tree}</ul></nav><main role="main">'
        f'<div class="page-toc"><p>On this page</p><ul><li><a href="#b">Before you begin</a></li><li>'
        f'<a href="#s">Steps</a></li><li><a href="#t">Technical data</a></li></ul></div>'
        f'<article>{MANUAL}</article><div class="feedback"><p>Was this page helpful?</p>'
        '<button>Yes</button><button>No</button></div><nav class="pager"><a href="/m/1">Previous: '
        f'Mounting the buoy</a><a href="/m/3">Next: Calibrating the light sensor</a></nav></main></div>{FOOTER}',
    )


def wiki() -> str:
    box = '<table class="infobox"><tr><th colspan="2">Skerry reef</th></tr><tr><th>Rocks</th><td>41</td>'
    box += "</tr><tr><th>Charted</th><td>1742</td></tr></table>"
    toc = '<div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#G">1 Geology</a></li><li>'
    toc += '<a href="#W">2 Wildlife</a></li><li><a href="#S">3 Shipwrecks</a></li></ul></div>'
    text = WIKI.replace(
        "</h1>", f"</h1><div id=siteSub>From the free coastal encyclopedia</div>{box}", 1
    )
    text = text.replace("<h2>Geo", f"{toc}<h2>Geo", 1).replace(
        "</h2>", ' <span class="mw-editsection">[<a href="#">edit</a>]</span></h2>')  # fmt: skip
    refs = '<h2>References</h2><ol class="references"><li>Sand, E. (1742). Chart of the northern coast.</li>'
    refs += "<li>Harbour office (2021). Census of breeding birds.</li></ol>"
    return page(
        "Skerry reef - Coastal encyclopedia",
        f'<div id="mw-navigation"><ul>{MENU}</ul><p>Not logged in</p></div><div id="content">{text}{refs}'
        '<div id="catlinks">Categories: Reefs | Northern coast</div></div><div id="footer">This page '
        "was last edited on 9 May 2026, at 11:02. Text is available under CC0.</div>",
    )


def town() -> str:
    text = re.sub(r"<(/?)(?:p|h\d)>", r"<\1div>", TOWN).replace("<div>", '<div class="txt">')
    quick = "".join(f'<div class="tile"><a href="/q{n}">{t}</a></div>' for n, t in enumerate((
        "Register a dog", "Order a passport", "Report a pothole", "Pay a fine")))  # fmt: skip
    return page(
        "Collection of bulky waste - Town of Hallin",
        f'<div class="top"><div class="menu"><ul>{MENU}</ul></div></div>{COOKIES}<div class="wrap">'
        f'<div class="left">{quick}</div><div class="content">{text}<div class="contact"><div>Did you not '
        "find what you were looking for? Call us: 555 0142.</div></div></div></div>"
        '<div class="bottom"><div>Town of Hallin, Kaigata 1. Opening hours of the town hall: 9 to 15.</div></div>',
    )


def forum() -> str:
    title, *posts = re.findall(r"<(?:h1|p)>(.*?)</", FORUM)
    people = (("rustbucket", 12), ("Olga_S", 2841), ("rustbucket", 13))
    listed = "".join(
        f'<div class="post"><div class="author"><a href="/u">{who}</a><br>Posts: {count}<br>Joined: 2021'
        f'</div><div class="body"><p>{said}</p></div><div class="signature">— may your bilge stay dry —</div>'
        '<div class="actions"><a href="#">Quote</a> <a href="#">Report</a></div></div>'
        for (who, count), said in zip(people, posts, strict=True)
    )
    return page(
        f"{title} - Boaters' forum",
        f'<div class="nav"><ul>{MENU}</ul></div><h1>{title}</h1><div class="pagination">Page 1 of 1</div>'
        f'<div class="topic">{listed}</div><div class="online"><h3>Who is online</h3><p>Users browsing '
        f"this forum: no registered users and 17 guests.</p></div>{FOOTER}",
    )


PAGES = {
    "article": (article, ARTICLE), "blog": (blog, BLOG), "manual": (manual, MANUAL),
    "wiki": (wiki, WIKI), "town": (town, TOWN), "forum": (forum, FORUM),
}  # fmt: skip


def main() -> None:
    for name, (make, body) in PAGES.items():
        gold = (
            re.sub(r"</(?:h\d|p|li|tr|pre)>", "\n", body)
            .replace("</th>", " ")
            .replace("</td>", " ")
        )
        (HERE / "pages" / f"{name}.html").write_text(make(), "utf-8")
        (HERE / "gold" / f"{name}.txt").write_text(re.sub(r"<[^>]+>", "", gold), "utf-8")


if __name__ == "__main__":
    main()
