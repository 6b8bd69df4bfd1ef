"""Whatever bytes come, the parsers that are ours end soon, with a named error or none.

    python -m tests.fuzz.readers markdown --seconds 300
    python -m tests.fuzz.readers --list

With atheris (the extra ``fuzz``) the inputs are led by the branches that they reach; without it,
or with ``--plain``, the seeds are mutated at random. Either way an error that is not named, more
than ten seconds, or more than 3 GB ends the run, and the input is kept in ``var/fuzz``. Archives
are fuzzed within: one part of a real file is what changes, and the rest stays.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

from tests.support.paths import ROOT
from tests.support.pdf_writer import PdfPage, pdf

try:
    import atheris
except ImportError:
    atheris = None
SOURCES = ("index.formats", "index.text.outline", "index.sources.register", "index.sources.web")


def _imported() -> None:
    """Import what is fuzzed, so that atheris sees its branches."""
    from index.sources.register import entry, file  # noqa: F401
    from index.sources.web import decompress, links, robots, sitemaps_feeds, urls  # noqa: F401
    from index.text import outline  # noqa: F401


if atheris is not None and "--guided" in sys.argv:
    with atheris.instrument_imports(include=list(SOURCES)):
        _imported()
else:
    _imported()

from index.errors import SourceError  # noqa: E402
from index.formats.registry import read_here  # noqa: E402
from index.sources.register.file import parse  # noqa: E402
from index.sources.web.decompress import gunzipped, unpacked  # noqa: E402
from index.sources.web.links import links_of  # noqa: E402
from index.sources.web.robots import rules_of  # noqa: E402
from index.sources.web.sitemaps_feeds import kind_of, rows_of  # noqa: E402
from index.sources.web.urls import web_address  # noqa: E402

FILES = ROOT / "tests" / "files"
KEPT = ROOT / "var" / "fuzz"
SECONDS_EACH = 10
MEGABYTES = 3_000
LONGEST = 20_000  # bytes of one input


class Target(NamedTuple):
    """What is done to an input, what inputs begin as, and which errors are named."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    named: tuple[type[Exception], ...] = (SourceError,)


def reader(suffix: str, *, apart: bool = False) -> Callable[[bytes], None]:
    """Read, and look whether what comes out makes sense.

    What is read apart may be nested too deep: the process that reads it says so.
    """

    def run(data: bytes) -> None:
        try:
            found = read_here(suffix, data, f"fuzz{suffix}")
        except RecursionError:
            if not apart:
                raise
            return
        for parsed in found:
            _check(parsed)

    return run


def _check(parsed: Any) -> None:
    end = 0
    for block in parsed.blocks:
        assert end <= block.start < block.end <= len(parsed.text), "blocks overlap, or lie outside"
        assert parsed.text[block.start : block.end].strip(), "an empty block"
        end = block.end
    assert all(0 <= mark.offset <= len(parsed.text) for mark in parsed.landmarks)
    parsed.text.encode("utf-8")  # no halves of characters


def archive(suffix: str, file: Path) -> Target:
    """One part of a real archive is the input; the first byte says which."""
    with ZipFile(file) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels", ".opf", ".xhtml", ".ncx"))]
    read = reader(suffix, apart=True)

    def run(data: bytes) -> None:
        if data:
            changed = names[data[0] % len(names)]
            into = BytesIO()
            with ZipFile(into, "w") as made:
                for name, content in parts.items():
                    made.writestr(name, data[1:] if name == changed else content)
            read(into.getvalue())

    seeds = tuple(bytes([at]) + parts[name] for at, name in enumerate(names))
    return Target(run, tuple(seed for seed in seeds if len(seed) < LONGEST))


def pdf_page(data: bytes) -> None:
    """Lines at places, sizes and turns by chance, on two pages: what is ours of reading PDF."""
    pages = PdfPage(rotate=90 * (len(data) % 4)), PdfPage()
    for at in range(0, len(data) - 5, 6):
        x, y, size, turn, word, page = data[at : at + 6]
        text = WORDS[word % len(WORDS)] * (1 + word // len(WORDS))
        here = pages[page % 2]
        here.text(2 * x, 3 * y, text, size=1 + size % 60, turn=turn // 64 if turn % 8 == 0 else 0)
        if page % 16 == 0:
            here.rule(x, x + 2 * size, 3 * y)
    reader(".pdf", apart=True)(pdf(*pages))


def listing(data: bytes) -> None:
    kind_of(data)
    assert len(list(rows_of(data, "https://h/", most=5))) <= 5


def robots(data: bytes) -> None:
    rules = rules_of(data, "quoth")
    rules.allows("https://h/a?b", "quoth")


def links(data: bytes) -> None:
    for url in links_of(data, "https://h/a/").urls:
        assert url.startswith(("http://", "https://"))


def squeezed(data: bytes) -> None:
    gunzipped(data, "https://h/", max_bytes=100_000)
    for encoding in ("gzip", "deflate"):
        list(unpacked([data], encoding, "https://h/"))


def address(data: bytes) -> None:
    once = web_address(data.decode("utf-8", "replace"))
    assert web_address(once) == once


REGISTER = b"""[[source]]
name = "lamp"
web = "https://example.org/lamp"
kind = "site"
pages = 20
added = 2026-11-24

# a comment
[[source]]
name = "prices"
file = "prices/*.md"
boost = 1.5
hidden = true
"""
FRONT = b"---\ntitle: 'A: b'\nurl: https://example.org/\ndate: 2026-11-24\nauthor: [A, B]\n---\n"
MARKDOWN = (FILES / "handbook.md").read_bytes()[:4_000]
LINE = b'{"id": "a", "title": "T", "text": "# One\\n\\nTwo.", "format": "markdown"}'
FEED = b"<rss><item><link>https://h/a</link><pubDate>Tue, 24 Nov 2026</pubDate></item></rss>"
GZIP = bytes.fromhex("1f8b0800000000000003cb48cdc9c907008 6a6103605000000".replace(" ", ""))
MAP = b"<urlset><url><loc>https://h/a</loc><lastmod>2026-11-24</lastmod></url></urlset>"
WORDS = [
    "The keeper of the light ", "1. ", "7", "- ", "\u2022", "Page 3", ". . . . . 12", "p.m.", "A",
    "iv", "https://example.org/", "the boat lies at the quay until ", "crowns.", "north-", "(a) ",
    "2024\u2013",
]  # fmt: skip
PLACED = bytes(range(60, 252)) * 4
PAGES = tuple(path.read_bytes()[:LONGEST] for path in sorted((FILES / "pages").glob("*.html"))[:3])

TARGETS = {
    "markdown": Target(reader(".md"), (MARKDOWN, FRONT + MARKDOWN[:500])),
    "front-matter": Target(reader(".txt"), (FRONT + b"Text.\n", b"---\na: &a [*a]\n---\nText.\n")),
    "plain-text": Target(reader(".txt"), (MARKDOWN, b"\xef\xbb\xbfOne\r\n\r\nTwo\xc2\xad.\n")),
    "json-lines": Target(reader(".jsonl"), (LINE, LINE + b"\n" + LINE.replace(b'"a"', b'"b"'))),
    "restructured-text": Target(
        reader(".rst", apart=True), ((FILES / "pandoc.rst").read_bytes()[:3_000],)
    ),
    "web-page": Target(reader(".html", apart=True), PAGES),
    "pdf": Target(
        reader(".pdf", apart=True),
        (
            pdf(PdfPage().lines(60, 700, *WORDS)),
            *((FILES / "pdf" / name).read_bytes() for name in ("fpdf2-register.pdf",
              "reportlab-form.pdf", "weasyprint-landscape.pdf")),
        ),
    ),
    "pdf-layout": Target(pdf_page, (PLACED, PLACED[::-1], b"\x20\xf0\x0b\x00\x00\x01" * 40)),
    "docx": archive(".docx", FILES / "python-docx.docx"),
    "epub": archive(".epub", FILES / "pandoc.epub"),
    "register": Target(lambda data: parse(data.decode("utf-8", "replace"), Path("x")), (REGISTER,)),
    "listings": Target(listing, (FEED, MAP)),
    "robots": Target(robots, (b"User-agent: *\nDisallow: /a*b$\nCrawl-delay: 2\nSitemap: /m\n",)),
    "links": Target(links, PAGES),
    "squeezed": Target(squeezed, (GZIP,)),
    "addresses": Target(address, (b"https://ex\xc3\xa4mple.org:8080/a%41?b=c#d", b"http://[::1]/")),
}  # fmt: skip


def one(target: Target, data: bytes) -> None:
    """Run one input. Only what is named may come out of it."""
    try:
        target.run(data)
    except target.named as error:
        message = getattr(error, "message", "")
        assert message, "an error without a message"
        assert "\n" not in message, f"an error of several lines: {message!r}"


def guided(name: str, seconds: int) -> int:
    """By libFuzzer, which ends the process: so in one of its own; returns its exit code."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(TARGETS[name].seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        KEPT.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_total_time={seconds}", f"-timeout={SECONDS_EACH}"]
        more = [f"-rss_limit_mb={MEGABYTES}", f"-max_len={LONGEST}", "-print_final_stats=1"]
        kept = f"-artifact_prefix={KEPT}/{name}-"
        command = [sys.executable, "-m", "tests.fuzz.readers", name, "--guided"]
        return subprocess.run([*command, *limits, *more, kept, corpus], check=False).returncode


def plain(name: str, seconds: float, *, seed: int = 0) -> int:
    """By chance alone; returns how many inputs were tried."""
    target, until, tried = TARGETS[name], time.monotonic() + seconds, 0
    for data in mutations(target.seeds, random.Random(seed)):
        if time.monotonic() >= until:
            break
        began = time.monotonic()
        try:
            one(target, data)
            assert time.monotonic() - began < SECONDS_EACH, "it took too long"
        except Exception:
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{name}-plain").write_bytes(data)
            raise
        tried += 1
    return tried


def mutations(seeds: tuple[bytes, ...], chance: random.Random) -> Iterator[bytes]:
    """The seeds, and then what becomes of them: cut, repeated, crossed, and strewn with bytes."""
    yield from seeds
    pool = list(seeds)
    while True:
        data = bytearray(chance.choice(pool))
        for _ in range(chance.randint(1, 6)):
            _mutate(data, pool, chance)
        yield bytes(data[:LONGEST])
        if chance.random() < 0.05 and len(pool) < 200:
            pool.append(bytes(data[:LONGEST]))


TOKENS = [b"\0", b"\xff", b"\xed\xa0\x80", b"---\n", b"\r", b"\xe2\x80\xa8", b"<!--", b"&#0;",
          b"[[", b"]]", b'"""', b"#", b"```", b"\xef\xbb\xbf", b"{", b"9" * 400, b"\\ud800",
          b"&x;", b"<!DOCTYPE x>", b": ", b"*a", b"&a ", b"!!python/object:x.y {}"]  # fmt: skip


def _mutate(data: bytearray, pool: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.randint(1, 64))
    match chance.randrange(5):
        case 0:
            del data[at:end]
        case 1:
            data[at:at] = chance.choice(TOKENS)
        case 2:
            data[at:at] = data[at:end] * chance.randint(1, 50)
        case 3 if data:
            data[min(at, len(data) - 1)] = chance.randrange(256)
        case _:
            other = chance.choice(pool)
            data[at:end] = other[at : at + chance.randint(1, 256)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", choices=[*TARGETS])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--plain", action="store_true", help="by chance, without atheris")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--guided", action="store_true", help=argparse.SUPPRESS)
    given, rest = parser.parse_known_args()
    if given.list or (given.target is None and given.guided):
        print("\n".join(TARGETS))
    elif given.guided:
        target = TARGETS[given.target]
        atheris.Setup([sys.argv[0], *rest], lambda data: one(target, data))
        atheris.Fuzz()
    else:
        for name in [given.target] if given.target else TARGETS:
            if atheris is None or given.plain:
                print(f"{name}: {plain(name, given.seconds)} inputs, nothing found")
            elif code := guided(name, given.seconds):
                sys.exit(code)


if __name__ == "__main__":
    main()
