"""The commands ``quoth status``, ``verify`` and ``doctor``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from index.cli.group import Front, as_json, cli, counted, print_json, settings_of, where
from index.errors import SnapshotError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.settings import AnswerSettings, IndexSettings
    from index.snapshots.library import Library


@cli.command(epilog="See docs/how-to/re-index-and-roll-back.md#go-back-to-an-earlier-index.")
@where
@as_json
@click.pass_context
def status(ctx: click.Context, /, as_json: bool, **places: Any) -> None:
    """Show the snapshots, their promises, and all settings.

    The snapshot with the `*` serves. The token is masked.
    """
    from index.snapshots.opening import library_of

    settings = settings_of(ctx, **places)
    record = _status(settings, library_of(settings.library))
    if as_json:
        print_json(record)
        return
    for corpus in record["corpora"]:
        click.echo(f"{corpus['corpus']}: {corpus['says']}")
        if corpus["serving"]:
            click.echo(f"  languages: {corpus['language_line']}")
            click.echo(f"  promise: {corpus['promise']}")
            click.echo(f"  closest texts: {corpus['near_promise']}")
        for name in corpus["kept"]:
            click.echo(f"  {'*' if name == corpus['serving'] else ' '} {name}")
    if record["shared"]:
        click.echo(f"shared: {record['shared']}")
    for name, value in record["settings"].items():
        click.echo(f"{name}={value}")


def _status(settings: IndexSettings, library: Library) -> dict[str, Any]:
    from index.models.loading import reader_fingerprint
    from index.settings import in_force
    from index.snapshots.opening import shared_catalogue_of

    names = sorted({settings.library.corpus, *library.corpora()})
    reader = reader_fingerprint(settings.reader)
    corpora = [_corpus_status(name, library, reader, settings.answer) for name in names]
    shared = shared_catalogue_of(settings.library)
    summary = shared.summary() if shared else None
    return {"corpora": corpora, "shared": summary, "settings": in_force(settings)}


def _corpus_status(
    corpus: str, library: Library, reader: str, chosen: AnswerSettings
) -> dict[str, Any]:
    from index.cli.promise_words import promises_in_force
    from index.snapshots.languages_line import languages_line
    from index.snapshots.manifest import languages_in, measured_in

    try:
        if (fault := library.fault(corpus)) is not None:
            raise fault
        serving, manifest = library.current(corpus), library.manifest(corpus)
        measured = measured_in(manifest, serving)
    except SnapshotError as error:
        kept = library.snapshots(corpus)
        return {"corpus": corpus, "serving": None, "says": _damage(error, kept), "kept": kept}
    return {
        "corpus": corpus,
        "serving": serving,
        "says": _contents(manifest),
        **promises_in_force(measured, manifest, reader, chosen),
        "languages": languages_in(manifest),
        "language_line": languages_line(languages_in(manifest), manifest["encoder"]["name"]),
        "kept": library.snapshots(corpus),
        **manifest["counts"],
    }


def _contents(manifest: Mapping[str, Any]) -> str:
    """Say in one line how much an index holds, when it was built, and with which model."""
    counts = manifest["counts"]
    return (
        f"{counted(counts['documents'], 'document')}, {counted(counts['passages'], 'passage')}, "
        f"built {manifest['created'][:19]}Z with {manifest['encoder']['name']}"
    )


def _damage(error: SnapshotError, kept: Sequence[str]) -> str:
    says = f"{error.message}. {error.hint}"
    if len(kept) > 1:
        says += " Until then, `quoth run` serves the newest older one that is intact."
    return says


@cli.command()
@where
@as_json
@click.pass_context
def verify(ctx: click.Context, /, as_json: bool, **places: Any) -> None:
    """Check every byte and every stored offset of the serving index.

    Exit code 0: sound; 6: something differs.
    """
    from index.snapshots.opening import library_of
    from index.snapshots.verify import verify as check

    settings = settings_of(ctx, **places)
    snapshot = library_of(settings.library).get(settings.library.corpus)
    checked = check(snapshot)
    if as_json:
        print_json({"snapshot": snapshot.name, "checked": checked})
        return
    counts = ", ".join(f"{count} {what}" for what, count in checked.items())
    click.echo(f"{snapshot.name} is unchanged since it was built: {counts}.")


@cli.command(epilog="See docs/how-to/troubleshooting.md.")
@where
@as_json
@click.pass_context
def doctor(ctx: click.Context, /, as_json: bool, **places: Any) -> None:
    """Look for problems, and name the remedy of each.

    Looks at Python, the models, the sources, the index and whether it is up to date, where the
    token is, and what the next start will do to files of an earlier version. Changes nothing, and
    does not contact Discord.

    Exit code 0: all is well; 1: something is not.
    """
    from index.maintenance.doctor import examine

    settings = settings_of(ctx, **places)
    front = ctx.obj or Front()
    findings = [*examine(settings), *front.findings(settings)]
    if as_json:
        print_json([asdict(finding) | {"well": finding.well} for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{'ok ' if finding.well else 'NOT'} {finding.what:<10} {finding.says}")
            if not finding.well:
                click.echo(f"{'':15}{finding.remedy}")
    ctx.exit(0 if all(finding.well for finding in findings) else 1)
