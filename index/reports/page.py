"""The HTML template of a report, and the style of all reports."""

from string import Template

STYLE = """:root { --paper: #ffffff; --ink: #1f2328; --faint: #6e7781; --line: #d8dee4;
  --right: #0072b2; --wrong: #d55e00; --unanswerable: #7f6a93 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16191d; --ink: #e6e8eb; --faint: #9198a1; --line: #343a41;
    --right: #56b4e9; --wrong: #f0883e; --unanswerable: #b39ccb }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 80rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { margin: 0; font-size: 1.5rem } h2 { margin: 2.5rem 0 .5rem; font-size: 1.15rem }
p { margin: .25rem 0 } .about, .wanted, .note { color: var(--faint); font-size: .875rem }
.pictures { display: grid; gap: 1rem; margin: 1.5rem 0;
  grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)) }
figure { margin: 0 } svg { display: block; width: 100%; height: auto; font-family: inherit }
table { border-collapse: collapse; width: 100%; max-width: 44rem;
  font-variant-numeric: tabular-nums }
th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right;
  font-weight: normal } td { white-space: nowrap }
th:first-child { text-align: left; padding-left: 0 }
thead th { color: var(--faint); font-size: .875rem }
details { margin: 1rem 0; border-top: 1px solid var(--line); padding-top: .75rem }
summary { cursor: pointer; font-weight: 600 } summary b { color: var(--wrong) }
ol { padding: 0; list-style: none; display: grid; gap: 1.25rem; max-width: 48rem }
h3 { margin: 0; font-size: 1rem }
blockquote { margin: .4rem 0; padding-left: .75rem; border-left: 3px solid var(--faint);
  white-space: pre-wrap } cite { display: block; color: var(--faint); font-size: .875rem }
@media (max-width: 34rem) { .of { display: none } th, td { padding: .3rem .25rem } }
"""
PAGE = Template(
    """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Quoth: measured answers</title>
<style>
"""
    + STYLE
    + """</style>
<body>
<h1>Measured answers</h1>
<p class="note">$summary</p>
<div class="pictures">
$pictures
</div>
<h2>Figures</h2>
<table>
<thead><tr><th>figure</th><th>value</th><th class="of">questions</th>
<th>95 % interval</th></tr></thead>
<tbody>
$figures
</tbody>
</table>
<h2>What went wrong</h2>
$lists
</body>
</html>
"""
)
