"""Check the sources; each check is a function from documents to findings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.building.gather import Gathered, gather
from index.maintenance.lint.duplicates import quotable, twins
from index.models.encoder import Encoder
from index.progress import Progress, no_progress
from index.settings import DEFAULT_MODEL, IndexSettings
from index.sources.documents import title_from_name
from index.sources.register.edit import list_sources
from index.sources.register.source_files import sources_of
from index.text.chunking import SPECIAL_TOKENS, sentences_of
from index.text.document_language import PLAIN_LOG_ODDS, log_odds
from index.text.question_lines import asked
from index.types import Document

KNOWN_LANGUAGES = {DEFAULT_MODEL: ("en",)}  # other models are not checked
LANGUAGE_SAMPLE_CHARACTERS = 5_000
SHORT = 100
IN_MANY = 3  # documents; a paragraph that so many share belongs to the site, not to an article
SHOWN = 60
FURNITURE_SHARE = 0.5  # of a folder's text; with more, its pages are menus and footers
FAQ = re.compile(r"\bfaqs?\b|frequently[ -]asked", re.IGNORECASE)
FEW_QUESTIONS = 12  # paragraphs to a question: an FAQ with less has lost some
LEFT_OUT = "left-out"  # told, but no problem
NO_TEXT = "it contains no text to quote"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem: ``check`` is its kind, ``document`` the id of the document or the file."""

    check: str
    document: str
    says: str


def lint(
    settings: IndexSettings, encoder: Encoder | None, *, progress: Progress = no_progress
) -> list[Finding]:
    """Check every source; without an ``encoder``, the length of sentences is not checked.

    :raises SourceError: there are no sources, or the register is not valid.
    """
    places = settings.library
    gathered = gather(sources_of(places), {}, max_bytes=places.max_file_bytes, progress=progress)
    documents = list(gathered.read.values())
    findings = [Finding("unreadable", one.file, one.message) for one in gathered.faults]
    findings += [Finding("unreadable", name, f"{name}: {NO_TEXT}") for name in gathered.empty]
    findings += _left_out(gathered)
    findings += _entries(settings)
    findings += _twins(documents)
    findings += _furniture(documents)
    findings += _shared_in_folders(documents)
    findings += _faqs(documents)
    for number, document in enumerate(documents, 1):
        findings += _title_and_url(document)
        findings += _encoding(document)
        findings += _language(document, settings.encoder.model)
        if encoder is not None:
            findings += _long_sentences(document, encoder)
        progress("looking", number, len(documents))
    return findings


def _left_out(gathered: Gathered) -> Iterator[Finding]:
    """List what the readers left out, each note once for all files that have it."""
    files: dict[str, list[str]] = defaultdict(list)
    for name, notes in gathered.left_out.items():
        for note in notes:
            files[note].append(name)
    for note, names in files.items():
        more = f" ({len(names)} files)" if len(names) > 1 else ""
        yield Finding(LEFT_OUT, names[0], f"{note}{more}")


def _entries(settings: IndexSettings) -> Iterator[Finding]:
    """Find entries of the register without any file."""
    for listed in list_sources(settings):
        if listed.files == 0:
            what = "was never fetched" if listed.entry.web else "means no file of the folder"
            yield Finding("nothing", listed.entry.name, f"{listed.entry.name}: {what}")


def _twins(documents: Sequence[Document]) -> Iterator[Finding]:
    for pair in twins(documents):
        short, long = pair.shorter.id, pair.longer.id
        if pair.same_text:
            yield Finding("duplicate", short, f"{short}: has the same words as {long}")
        else:
            says = f"{short}: {pair.share:.0%} of it is also in {long}"
            yield Finding("near-duplicate", short, says)


def _furniture(documents: Sequence[Document]) -> Iterator[Finding]:
    """Find documents with little to quote, or with nothing but text that is on many pages."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update(set(_paragraphs(document)))
    for document in documents:
        own = [text for text in _paragraphs(document) if seen[text] < IN_MANY]
        if not own:
            says = f"{document.id}: contains only what {IN_MANY} or more documents share"
            yield Finding("furniture", document.id, says)
        elif sum(map(len, own)) < SHORT:
            says = f"{document.id}: only {sum(map(len, own))} characters of its own can be quoted"
            yield Finding("short", document.id, says)


def _shared_in_folders(documents: Sequence[Document]) -> Iterator[Finding]:
    """Find folders of which most can be quoted from many documents, such as menus and footers."""
    folders: dict[str, list[list[str]]] = defaultdict(list)
    for document in documents:
        folder = PurePosixPath(document.file or document.id).parent.as_posix()
        folders[folder].append(_paragraphs(document))
    for folder, pages in folders.items():
        holders = Counter(text for page in pages for text in set(page))
        whole = sum(len(text) for page in pages for text in page)
        shared = sum(len(text) for page in pages for text in page if holders[text] >= IN_MANY)
        if len(pages) >= IN_MANY and shared > FURNITURE_SHARE * whole:
            name = "the folder of sources" if folder == "." else f"{folder}/"
            says = f"{name}: {shared / whole:.0%} of its text is in {IN_MANY} or more documents"
            yield Finding("furniture", folder, f"{says}, as menus and footers are")


def _faqs(documents: Sequence[Document]) -> Iterator[Finding]:
    """Find documents that are called FAQ, and have hardly a question above their answers."""
    for document in documents:
        called = f"{document.title} {PurePosixPath(document.file or document.id).stem}"
        questions = sum(asked(mark.heading) is not None for mark in document.landmarks)
        answers = len(document.blocks)
        if FAQ.search(called) and answers >= IN_MANY and questions < answers / FEW_QUESTIONS:
            says = (
                f"{document.id}: an FAQ of {answers} paragraphs with {questions} questions; write "
                "each question as a heading"
            )
            yield Finding("faq", document.id, says)


def _paragraphs(document: Document) -> list[str]:
    return [" ".join(document.text[a:b].split()).casefold() for a, b in document.paragraphs]


def _title_and_url(document: Document) -> Iterator[Finding]:
    by_name = title_from_name(PurePosixPath(document.file or document.id))
    if document.title == by_name and document.title not in document.text:
        says = f"{document.id}: has no title, so its file name is shown"
        yield Finding("title", document.id, says)
    if document.url is None:
        yield Finding("url", document.id, f"{document.id}: has no web address")


def _encoding(document: Document) -> Iterator[Finding]:
    """Find text that was decoded wrongly and then saved: "â€™" for an apostrophe."""
    bad = _spoiled(document.text)
    if bad:
        says = f"{document.id}: was decoded wrongly, as in {bad!r}; save it again"
        yield Finding("encoding", document.id, says)


def _spoiled(text: str) -> str | None:
    from ftfy.badness import BADNESS_RE

    at = text.find("\N{REPLACEMENT CHARACTER}")
    if at >= 0:
        return text[max(0, at - 10) : at + 10]
    found = BADNESS_RE.search(text)
    return text[max(0, found.start() - 10) : found.end() + 10] if found else None


def _language(document: Document, model: str) -> Iterator[Finding]:
    known = KNOWN_LANGUAGES.get(model)
    text = quotable(document)[:LANGUAGE_SAMPLE_CHARACTERS]
    if known is None or not (scores := log_odds(text)):
        return
    likely = max(scores, key=lambda language: scores[language])
    if scores[likely] - max(scores.get(language, -1e9) for language in known) > PLAIN_LOG_ODDS:
        says = f"{document.id}: is in the language {likely!r}, which {model} does not know"
        yield Finding("language", document.id, says)


def _long_sentences(document: Document, encoder: Encoder) -> Iterator[Finding]:
    sentences = [
        document.text[a:b]
        for start, end in document.paragraphs
        for a, b in sentences_of(document.text, start, end, document.language)
    ]
    room = encoder.max_tokens - SPECIAL_TOKENS
    counts = encoder.count_tokens(sentences)
    long = [text for text, count in zip(sentences, counts, strict=True) if count > room]
    if long:
        first = " ".join(long[0].split())[:SHOWN]
        says = (
            f"{document.id}: {len(long)} of its sentences have more than {room} tokens, and are "
            f"found by their beginning only, as “{first}…”"
        )
        yield Finding("long", document.id, says)
