"""Make a self-contained HTML page: no script, no font file, no network."""

from __future__ import annotations

import html

WIDE = 680  # CSS pixels
POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
STYLE = """
* { box-sizing: border-box } body { margin: 0; background: #313338; color: #dbdee1;
  font: 16px/22px "Noto Sans", "DejaVu Sans", "Liberation Sans", sans-serif }
main { padding: 16px; display: flex; flex-direction: column; gap: 18px; overflow-wrap: anywhere }
h2 { font-size: 13px; margin: 0 0 -8px; color: #a3a6ae; font-weight: 600 }
.author { font-weight: 600; color: #f2f3f5 } .author small { color: #fff; background: #5865f2;
  border-radius: 3px; padding: 1px 4px; font-size: 10px; margin-left: 4px }
.text { white-space: break-spaces } .quote { border-left: 4px solid #4e5058; padding-left: 12px;
  margin: 0; border-radius: 4px } .subtext { font-size: 13px; line-height: 18px; color: #a3a6ae }
.list { position: relative } .sign { position: absolute; right: 100%; margin-right: 6px;
  white-space: nowrap }
pre { background: #1e1f22; border: 1px solid #3f4147; border-radius: 4px; padding: 7px 8px;
  margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere }
pre code { padding: 0; font: 13px/18px "DejaVu Sans Mono", "Noto Sans Mono", monospace }
strong { color: #f2f3f5; font-weight: 700 }
.heading { color: #f2f3f5; font-weight: 700; font-size: 20px; line-height: 26px }
code { background: #1e1f22; border-radius: 3px; padding: 0 4px; font-size: 14px }
.container, .embed { background: #2b2d31; border: 1px solid #3f4147; border-radius: 8px;
  padding: 14px 16px; max-width: 600px; display: flex; flex-direction: column; gap: 8px }
.embed { max-width: 516px; font-size: 14px; line-height: 18px; border-radius: 4px }
.components { display: flex; flex-direction: column; gap: 8px; max-width: 600px; margin-top: 4px }
.section { display: flex; justify-content: space-between; gap: 12px; align-items: center }
.row { display: flex; flex-wrap: wrap; gap: 8px }
.button { background: #4e5058; color: #fff; border: 0; border-radius: 8px; padding: 5px 14px;
  font: inherit; font-size: 14px; white-space: nowrap; width: fit-content; text-decoration: none }
.primary { background: #5865f2 } .success { background: #248046 } .danger { background: #da373c }
.button:disabled { opacity: .5 } .link::after { content: " ↗" }
.select { background: #1e1f22; color: #a3a6ae; border-radius: 8px; padding: 8px 12px }
hr { border: 0; border-top: 1px solid #3f4147; width: 100%; margin: 4px 0 } .gap { height: 8px }
.linked { color: #00a8fc } .mention { background: #3c4270; color: #c9cdfb; border-radius: 3px }
"""


def page_of(body: str, *, width: int = WIDE, language: str = "en", title: str = "Quoth") -> str:
    """Return the page around ``body``, which is HTML already; equal arguments give equal bytes.

    ``width`` is in CSS pixels.
    """
    return (
        f'<!doctype html><html lang="{html.escape(language)}"><meta charset="utf-8">{POLICY}'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style>"
        f'<main style="width:{width}px">{body}</main></html>\n'
    )
