"""`/sources` over the stand-in: real files, a real web server, real builds that serve at once."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import weakref
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pydantic import SecretStr, ValidationError

from bot.admin.attachment import is_discord
from bot.admin.desk import Upkeep
from bot.admin.source_actions import Sent, Wish, add_file, built
from bot.asking.librarian import Librarian
from bot.settings import DiscordSettings
from index.answering.answerer import Answerer
from index.building.build import build
from index.maintenance.rebuild import Rebuilder
from index.progress import no_progress
from index.settings import IndexSettings
from index.snapshots.library import Library
from index.snapshots.locks import exclusive
from index.snapshots.opening import library_of
from index.sources.documents import find_sources
from index.sources.opening import shared_tree_of, tree_of
from index.sources.register.edit import list_sources
from index.sources.register.source_files import sources_of
from index.sources.web.public_addresses import checked_addresses
from tests.standin import Standin
from tests.standin.people import Person
from tests.support import source_trees
from tests.support.bot import Running, running
from tests.support.hashing_encoder import HashingEncoder
from tests.support.paths import FILES
from tests.support.web_server import HOST, Site, page, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.standin.interactions import Interaction
    from tests.standin.messages import Message

pytest_plugins = ["tests.support.bot_fixtures", "tests.support.postgres_server"]
OIL = "Which oil did the lamp burn?"
COLZA = "The lamp burned colza oil, as all lamps of the coast did.\n"
BELL = b"# The bell\n\nThe bell of the harbour weighs nine hundred pounds.\n"
WHY_NOT = re.compile("MB allowed|not a kind|is not stored by Discord")
WEIGHT = "How many pounds does the bell of the harbour weigh?"


class Home(NamedTuple):
    """A folder of sources with an index of them, and what a bot over it answers from."""

    folder: Path
    settings: IndexSettings
    oracle: Librarian

    @property
    def register(self) -> list[str]:
        return [listing.entry.name for listing in list_sources(self.settings)]

    @property
    def serving(self) -> str:
        return Library(self.settings.library.index).current("default")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: HashingEncoder) -> Home:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda _: encoder)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lamp.md").write_text(COLZA, "utf-8")
    sections = {
        "library": {"sources": "sources", "index": "index", "fetched": "fetched"},
        "fetch": {"allowed_hosts": HOST, "delay": 0, "retries": 0},
        "reader": {"model": "none"},
        "answer": {"min_confidence": 0},
    }
    settings = IndexSettings(_env_file=None, **sections)  # type: ignore[arg-type,call-arg]
    library = Library(Path("index"))
    build(library, "default", find_sources(Path("sources")), encoder, max_bytes=1_000_000)
    answerer = Answerer(encoder, settings.answer)
    return Home(tmp_path, settings, Librarian(library, answerer, "default"))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@asynccontextmanager
async def kept(
    discord: Standin,
    home: Home,
    *,
    servers: frozenset[int] | None = None,
    settings: IndexSettings | None = None,
) -> AsyncIterator[Running]:
    """A bot over ``home`` whose sources the maintainers of this server may keep."""
    allowed = frozenset({int(discord.world.guild_id)}) if servers is None else servers
    upkeep = Upkeep(settings or home.settings, allowed, discord.api_base)
    async with running(discord, home.folder, oracle=home.oracle, deadline=20, upkeep=upkeep) as up:
        yield up


async def ended(it: Interaction, words: str) -> Message:
    message = await it.message(within=20)
    await message.until(lambda m: words in plain(m), within=10)
    assert message.ephemeral
    return message


def plain(message: Message) -> str:
    return message.text.replace("\\", "")


async def answer_to(discord: Standin, person: Person, question: str) -> str:
    it = await discord.slash(person, "ask", question=question)
    return plain(await it.message(within=20)).replace("__", "").replace("**", "")


# --- adding ------------------------------------------------------------------------------------


async def test_an_attached_file_is_answered_from_as_soon_as_it_is_indexed(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home) as up:
        file = discord.upload("../../The Bell.md", BELL)
        it = await discord.slash(ada, "sources add", file=file, title="The harbour's bell")
        await ended(it, "answered from now on")
        assert "nine hundred pounds" in await answer_to(discord, ada, WEIGHT)
        listed = await (await discord.slash(ada, "sources list")).message()
        assert "The harbour's bell" in plain(listed)
        begun, done = up.audit.acts()
    assert (home.folder / "sources" / "The-Bell.md").read_bytes() == BELL
    assert (begun.verb, begun.outcome) == ("sources add", "begun")
    assert done.outcome == f"added the-bell; serves {home.serving}"
    assert (done.user, done.server) == (int(ada.id), int(discord.world.guild_id))


@pytest.mark.parametrize("name", ["libreoffice.docx", "pandoc.epub", "weasyprint.pdf"])
async def test_files_of_other_programs_are_read_as_a_build_reads_them(
    discord: Standin, home: Home, ada: Person, name: str
) -> None:
    async with kept(discord, home):
        file = discord.upload(name, (FILES / name).read_bytes())
        await ended(await discord.slash(ada, "sources add", file=file), "answered from now on")
    assert name.partition(".")[0] in home.register


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("encrypted.pdf", (FILES / "encrypted.pdf").read_bytes(), "encrypted.pdf"),
        ("scanned.pdf", (FILES / "scanned.pdf").read_bytes(), "scanned.pdf"),
        ("cut-off.docx", (FILES / "pandoc.docx").read_bytes()[:900], "cut-off.docx"),
        ("latin.txt", "Caf\xe9".encode("latin-1"), "latin.txt"),
        ("nothing.md", b"  \n", "nothing.md"),
        ("program.exe", b"MZ", "not a kind of file that Quoth reads"),
        ("..", b"text", "not a kind of file that Quoth reads"),
    ],
)
async def test_a_file_that_cannot_be_read_is_one_line_and_changes_nothing(
    discord: Standin, home: Home, ada: Person, name: str, content: bytes, words: str
) -> None:
    before = home.serving
    async with kept(discord, home) as up:
        it = await discord.slash(ada, "sources add", file=discord.upload(name, content))
        message = await ended(it, words)
        assert "went wrong" not in message.text
        assert "colza oil" in await answer_to(discord, ada, OIL)
        assert [act.outcome.partition(":")[0] for act in up.audit.acts()] == ["begun", "failed"]
    assert (home.serving, home.register) == (before, [])
    assert [path.name for path in (home.folder / "sources").iterdir()] == ["lamp.md"]


async def test_what_is_too_large_or_of_no_kind_that_is_read_is_not_even_fetched(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home):
        for file in (
            discord.upload("huge.md", b"x", size=10**9),
            discord.upload("program.exe", b"MZ"),
            discord.upload("lamp.md", BELL, url="http://169.254.169.254/latest/lamp.md"),
            discord.upload("lamp.md", BELL, url="https://cdn.discordapp.com.evil.example/lamp.md"),
        ):
            it = await discord.slash(ada, "sources add", file=file)
            message = await it.message()
            await message.until(lambda m: WHY_NOT.search(plain(m)) is not None)
    assert discord.downloads == []


async def test_a_file_that_is_larger_than_discord_said_is_given_up(
    discord: Standin, home: Home, ada: Person
) -> None:
    library = home.settings.library.model_copy(update={"max_file_bytes": 1_000})
    settings = home.settings.model_copy(update={"library": library})
    async with kept(discord, home, settings=settings):
        file = discord.upload("long.md", b"word " * 1_000, size=10)
        await ended(await discord.slash(ada, "sources add", file=file), "more than the 0.0 MB")
    assert home.register == []


async def test_a_file_of_a_name_that_is_taken_is_told_and_takes_its_place_only_when_asked(
    discord: Standin, home: Home, ada: Person
) -> None:
    whale = b"The lamp burned whale oil, as few lamps of the coast did.\n"
    async with kept(discord, home):
        file = discord.upload("lamp.md", whale)
        await ended(
            await discord.slash(ada, "sources add", file=file), "already a file of that name"
        )
        assert "colza oil" in await answer_to(discord, ada, OIL)
        again = discord.upload("lamp.md", whale)
        it = await discord.slash(ada, "sources add", file=again, replace=True)
        await ended(it, "answered from now on")
        assert "whale oil" in await answer_to(discord, ada, OIL)


async def test_a_page_of_the_web_is_fetched_and_answered_from(
    discord: Standin, home: Home, ada: Person, site: Site
) -> None:
    site["/bell.txt"] = page(BELL, "text/plain; charset=utf-8")
    async with kept(discord, home):
        url = f"{site.url}/bell.txt"
        it = await discord.slash(ada, "sources add", url=url, name="bell")
        message = await ended(it, "answered from now on")
        assert "bell: 1 page fetched" in plain(message)
        assert "nine hundred" in await answer_to(discord, ada, WEIGHT)
        it = await discord.slash(ada, "sources add", url=url, name="again")
        await ended(it, "a source already, named 'bell'. Run `/sources refresh bell`")
        it = await discord.slash(ada, "sources add", url=f"{site.url}/other", name="bell")
        await ended(it, "Give another `name`")
        for address, words in (
            (f"{site.url}/nowhere", "404"),
            ("http://localhost:8080/", "not on the public internet"),
            ("http://ada:secret@example.org/", "has a name or a password in it"),
            (str(home.folder / "sources" / "lamp.md"), "isn't a web address"),
        ):
            message = await ended(await discord.slash(ada, "sources add", url=address), words)
            assert "secret" not in message.text
    assert home.register == ["bell"]


async def test_a_source_is_a_url_or_a_file_and_not_both(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home):
        await ended(await discord.slash(ada, "sources add"), "not both")
        file = discord.upload("bell.md", BELL)
        it = await discord.slash(ada, "sources add", file=file, url="https://example.org/")
        await ended(it, "not both")
    assert home.register == []


# --- refreshing, removing, looking -------------------------------------------------------------


async def test_a_refresh_fetches_what_has_changed_and_keeps_what_fails(
    discord: Standin, home: Home, ada: Person, site: Site
) -> None:
    site["/bell.txt"] = page(BELL, "text/plain; charset=utf-8")
    async with kept(discord, home):
        url = f"{site.url}/bell.txt"
        await ended(await discord.slash(ada, "sources add", url=url, name="bell"), "from now on")
        site["/bell.txt"] = page(BELL.replace(b"nine", b"six"), "text/plain; charset=utf-8")
        await ended(await discord.slash(ada, "sources refresh", name="bell"), "from now on")
        assert "six hundred" in await answer_to(discord, ada, WEIGHT)
        site["/bell.txt"] = page("broken", status=404)
        message = await ended(await discord.slash(ada, "sources refresh"), "Nothing has changed")
        assert "404" in plain(message)
        assert "six hundred" in await answer_to(discord, ada, WEIGHT)
        await ended(await discord.slash(ada, "sources refresh", name="nobody"), "nobody")


async def test_a_file_that_the_operator_changed_is_taken_up_by_a_refresh(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home):
        (home.folder / "sources" / "bell.md").write_bytes(BELL)
        status = await (await discord.slash(ada, "sources status")).message(within=20)
        assert "would add: 1" in plain(status)
        await ended(await discord.slash(ada, "sources refresh"), "from now on")
        assert "nine hundred" in await answer_to(discord, ada, WEIGHT)
        status = await (await discord.slash(ada, "sources status")).message(within=20)
        assert "would change nothing" in plain(status)


async def test_a_source_leaves_after_a_button_whose_presser_is_looked_at_again(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home) as up:
        file = discord.upload("bell.md", BELL)
        await ended(await discord.slash(ada, "sources add", file=file), "from now on")
        it = await discord.slash(ada, "sources remove", name="bell", delete_files=True)
        asked = await ended(it, "delete its files for good?")
        assert "bell" in home.register
        discord.world.powerless.add(ada.id)
        it = await discord.press(ada, asked, "sources:remove:1:bell")
        await ended(it, "You need Manage Server")
        assert "bell" in home.register
        discord.world.powerless.clear()
        await ended(
            await discord.press(ada, asked, "sources:remove:1:bell"),
            "1 file was removed from the index",
        )
        assert "nine hundred" not in await answer_to(discord, ada, WEIGHT)
        outcomes = [act.outcome for act in up.audit.acts() if act.verb == "sources remove"]
    assert home.register == []
    assert not (home.folder / "sources" / "bell.md").exists()
    assert outcomes[:3] == ["asked whether really", "not allowed", "begun"]


async def test_files_stay_unless_they_are_to_be_deleted(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home):
        file = discord.upload("bell.md", BELL)
        await ended(await discord.slash(ada, "sources add", file=file), "from now on")
        asked = await ended(await discord.slash(ada, "sources remove", name="bell"), "Remove bell")
        await ended(
            await discord.press(ada, asked, "sources:remove:0:bell"), "still used as sources"
        )
        await ended(await discord.press(ada, asked, "sources:remove:0:bell"), "no source")
        assert "nine hundred" in await answer_to(discord, ada, WEIGHT)
    assert (home.folder / "sources" / "bell.md").exists()


async def test_the_status_names_what_stands_there_and_what_cannot_be_kept_from_here(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home) as up:
        up.register.change(
            lambda rules: rules.with_rules(
                int(discord.world.guild_id),
                rules.of(0).__class__(allowed=("handbook",)),
            )
        )
        file = discord.upload("bell.md", BELL)
        await ended(await discord.slash(ada, "sources add", file=file), "from now on")
        (home.folder / "sources" / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
        text = plain(await (await discord.slash(ada, "sources status")).message(within=20))
    for words in ("bell.md", "1 file", home.serving, "broken.pdf", "the sources of `handbook`"):
        assert words in text


# --- the gate ----------------------------------------------------------------------------------


async def test_a_worse_index_does_not_serve_until_a_maintainer_says_so_twice(
    discord: Standin, home: Home, ada: Person
) -> None:
    gate = home.folder / "gate.jsonl"
    gate.write_text(json.dumps({"question": OIL, "answers": ["colza oil"]}), "utf-8")
    library = home.settings.library.model_copy(update={"gate": gate})
    settings = home.settings.model_copy(update={"library": library})
    async with kept(discord, home, settings=settings) as up:
        file = discord.upload("lamp.md", b"The lamp burned whale oil.\n")
        it = await discord.slash(ada, "sources add", file=file, replace=True)
        refused = await ended(it, "was not published")
        assert OIL in plain(refused)
        assert "colza oil" in await answer_to(discord, ada, OIL)
        discord.world.powerless.add(ada.id)
        await ended(await discord.press(ada, refused, "sources:force"), "You need Manage Server")
        assert "colza oil" in await answer_to(discord, ada, OIL)
        discord.world.powerless.clear()
        await ended(await discord.press(ada, refused, "sources:force"), "answered from now on")
        assert "whale oil" in await answer_to(discord, ada, OIL)
        last = list(up.audit.acts())[-1]
    assert last.verb == "sources publish"
    assert last.outcome.startswith("published all the same; serves")


async def test_another_build_is_named_and_what_was_added_is_told(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home):
        with exclusive(home.folder / "index" / "default"):
            file = discord.upload("bell.md", BELL)
            it = await discord.slash(ada, "sources add", file=file)
            message = await ended(it, "the index was not rebuilt")
        assert "bell is now a source" in plain(message)
        assert "another build of default is running" in plain(message)
        await ended(await discord.slash(ada, "sources refresh"), "answered from now on")


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["add", "remove", "refresh", "status"])
async def test_who_may_not_maintain_changes_and_sees_nothing(
    discord: Standin, home: Home, ada: Person, verb: str
) -> None:
    discord.world.powerless.add(ada.id)
    options = {"add": {"url": "https://example.org/"}, "remove": {"name": "lamp"}}.get(verb, {})
    async with kept(discord, home) as up:
        it = await discord.slash(ada, f"sources {verb}", **options)
        await ended(it, "You need Manage Server")
        await ended(
            await discord.slash(ada, f"sources {verb}", dm=True, **options),
            "You need Manage Server",
        )
        assert {act.outcome for act in up.audit.acts()} == {"not allowed"}
        listed = await (await discord.slash(ada, "sources list")).message()
        assert "Lamp" in plain(listed), "but to list is everybody's"


async def test_a_server_that_the_operator_has_not_named_changes_no_source_of_the_others(
    discord: Standin, home: Home, ada: Person
) -> None:
    before = home.serving
    async with kept(discord, home, servers=frozenset({1234})) as up:
        file = discord.upload("bell.md", BELL)
        remedy = f"QUOTH_DISCORD__MAINTAINED_BY={discord.world.guild_id}"
        await ended(await discord.slash(ada, "sources add", file=file), remedy)
        await ended(await discord.slash(ada, "sources refresh"), remedy)
        await ended(await discord.slash(ada, "sources remove", name="x"), remedy)
        await ended(await discord.slash(ada, "sources status"), remedy)
        choices = await discord.autocomplete(ada, "sources remove", "name")
        assert await choices.choices() == []
        assert {act.outcome for act in up.audit.acts()} == {"not allowed"}
    assert (home.serving, home.register, discord.downloads) == (before, [], [])


async def test_names_of_sources_are_suggested_to_maintainers_alone(
    discord: Standin, home: Home, ada: Person
) -> None:
    async with kept(discord, home):
        file = discord.upload("bell.md", BELL)
        await ended(await discord.slash(ada, "sources add", file=file), "from now on")
        typed = await discord.autocomplete(ada, "sources refresh", "name", "BE")
        assert await typed.choices() == [{"name": "bell", "value": "bell"}]
        discord.world.powerless.add(ada.id)
        typed = await discord.autocomplete(ada, "sources remove", "name", "")
        assert await typed.choices() == []


async def test_a_maintainer_is_spoken_to_in_their_language_from_the_work_s_thread_too(
    discord: Standin, home: Home
) -> None:
    greta = discord.person("Greta", locale="de")
    async with kept(discord, home):
        file = discord.upload("bell.md", BELL)
        it = await discord.slash(greta, "sources add", file=file)
        await ended(it, "bell ist jetzt eine Quelle.")


async def test_questions_are_answered_while_a_source_is_added(
    discord: Standin, home: Home, ada: Person, site: Site
) -> None:
    go_on = threading.Event()
    site["/slow.txt"] = lambda handler: (go_on.wait(20), page(BELL, "text/plain")(handler))[1]
    async with kept(discord, home):
        it = await discord.slash(ada, "sources add", url=f"{site.url}/slow.txt", name="slow")
        assert await it.acknowledged() < 1
        for _ in range(3):
            assert "colza oil" in await answer_to(discord, ada, OIL)
        go_on.set()
        await ended(it, "answered from now on")


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://cdn.discordapp.com/ephemeral-attachments/1/2/lamp.md?ex=1", True),
        ("https://media.discordapp.net/attachments/1/2/lamp.md", True),
        ("http://cdn.discordapp.com/attachments/1/2/lamp.md", False),
        ("https://cdn.discordapp.com:8443/lamp.md", False),
        ("https://cdn.discordapp.com@evil.example/lamp.md", False),
        ("https://cdn.discordapp.com:x/lamp.md", False),
        ("https://evil.example/cdn.discordapp.com/lamp.md", False),
        ("http://127.0.0.1:5000/lamp.md", True),
        ("http://127.0.0.1:5001/lamp.md", False),
        ("file:///etc/passwd", False),
    ],
)
def test_files_are_fetched_from_discord_or_the_stand_in_alone(url: str, ours: bool) -> None:
    assert is_discord(url, "http://127.0.0.1:5000/api/v10") is ours
    assert not is_discord(url, None) or url.startswith("https://")


def test_the_servers_that_may_are_named_in_a_setting_and_none_is_without_it() -> None:
    assert DiscordSettings().upkeep_servers == frozenset()
    assert DiscordSettings(maintained_by="12, 34").upkeep_servers == {12, 34}
    with pytest.raises(ValidationError):
        DiscordSettings(maintained_by="all")


async def test_an_inner_address_is_refused_without_its_number_and_with_the_operators_remedy(
    discord: Standin, home: Home, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def inner(host: str, port: int, **given: Any) -> list[str]:
        return checked_addresses(host, port, **given | {"resolver": lambda *_: ["10.1.2.3"]})

    monkeypatch.setattr("index.sources.web.fetcher.checked_addresses", inner)
    async with kept(discord, home) as up:
        it = await discord.slash(ada, "sources add", url="https://inner.example/page")
        message = await ended(it, "not on the public internet")
        assert "10.1.2.3" not in message.text
        assert "QUOTH_FETCH__ALLOWED_HOSTS" in plain(message)
        assert "operator" in message.text
        assert "10.1.2.3" not in up.audit.file.read_text()


def test_no_model_of_an_earlier_build_stays_in_memory(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cyclic(HashingEncoder):
        """A model that refers to itself, as those of torch do."""

        def __init__(self) -> None:
            super().__init__()
            self.itself = self

    loaded: list[weakref.ref[Cyclic]] = []

    def load(_: object) -> Cyclic:
        encoder = Cyclic()
        loaded.append(weakref.ref(encoder))
        return encoder

    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", load)
    for number in range(3):
        (home.folder / "sources" / "lamp.md").write_text(f"It burned {number} casks.", "utf-8")
        built(home.settings, no_progress, [], "built")
    assert len(loaded) == 3
    assert [found() for found in loaded] == [None] * 3


# --- sources that several machines share -------------------------------------------------------


@pytest.fixture
def shared_homes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: HashingEncoder, database: str
) -> tuple[Home, Home]:
    """Two machines with an index and sources in one database; the first has shared its own."""
    monkeypatch.setattr("index.maintenance.rebuild.load_encoder", lambda _: encoder)
    homes = []
    for name in ("one", "two"):
        machine = source_trees.machine(tmp_path / name, database)
        answering = machine.answer.model_copy(update={"min_confidence": 0.0})
        settings = machine.model_copy(update={"answer": answering})
        answerer = Answerer(encoder, answering)
        library = library_of(settings.library)
        homes.append(Home(tmp_path / name, settings, Librarian(library, answerer, "default")))
    shared = shared_tree_of(homes[0].settings)
    assert shared is not None
    assert shared.share() == 2
    Rebuilder(homes[0].settings).build()
    return homes[0], homes[1]


async def test_what_is_added_in_one_process_is_completed_replaced_and_removed_in_another(
    discord: Standin, shared_homes: tuple[Home, Home], ada: Person
) -> None:
    here, there = shared_homes
    async with kept(discord, here):
        file = discord.upload("bell.md", BELL)
        await ended(await discord.slash(ada, "sources add", file=file), "answered from now on")
    async with kept(discord, there):
        assert "nine hundred pounds" in await answer_to(discord, ada, WEIGHT)
        typing = await discord.autocomplete(ada, "sources remove", "name", "be")
        assert [choice["value"] for choice in await typing.choices()] == ["bell"]
        status = await (await discord.slash(ada, "sources status")).message(within=20)
        assert "bell.md" in plain(status)
        assert "would change nothing" in plain(status)
        again = discord.upload("bell.md", BELL.replace(b"nine", b"six"))
        it = await discord.slash(ada, "sources add", file=again, replace=True)
        await ended(it, "answered from now on")
    async with kept(discord, here):
        assert "six hundred pounds" in await answer_to(discord, ada, WEIGHT)
        await ended(await discord.slash(ada, "sources refresh"), "Nothing has changed")
        it = await discord.slash(ada, "sources remove", name="bell", delete_files=True)
        asked = await ended(it, "delete its files for good?")
        pressed = await discord.press(ada, asked, "sources:remove:1:bell")
        await ended(pressed, "1 file was removed from the index")
    async with kept(discord, there):
        assert "hundred" not in await answer_to(discord, ada, WEIGHT)
        status = await (await discord.slash(ada, "sources status")).message(within=20)
        assert "would change nothing" in plain(status)
        assert "bell" not in plain(status)
    for home in shared_homes:
        assert not (home.folder / "docs" / "bell.md").exists()


async def test_a_maintainer_is_told_in_one_line_that_the_database_is_away(
    discord: Standin, shared_homes: tuple[Home, Home], ada: Person
) -> None:
    here, _ = shared_homes
    nowhere = SecretStr("postgresql://quoth:swordfish@127.0.0.1:1/quoth?connect_timeout=2")
    library = here.settings.library.model_copy(update={"url": nowhere})
    settings = here.settings.model_copy(update={"library": library})
    async with kept(discord, here, settings=settings):
        said = "The database of the shared sources cannot be used now; nothing was changed. Try"
        for given in ({"file": discord.upload("bell.md", BELL)}, {"name": "lamp"}):
            verb = "sources add" if "file" in given else "sources remove"
            message = await ended(await discord.slash(ada, verb, **given), said[1:])
            assert "went wrong" not in message.text
            assert "127.0.0.1" not in message.text
        typing = await discord.autocomplete(ada, "sources remove", "name", "")
        assert await typing.choices() == []
        await ended(await discord.slash(ada, "sources status"), said[1:])
    assert names_in(here) == ["faq/horn.md", "lamp.md"]


async def test_two_maintainers_who_add_at_once_in_two_processes_both_find_both(
    shared_homes: tuple[Home, Home],
) -> None:
    def adding(home: Home, name: str) -> None:
        add_file(home.settings, Sent(name, BELL), Wish(), no_progress)

    names = ["bell.md", "buoy.md"]
    await asyncio.gather(
        *(asyncio.to_thread(adding, *it) for it in zip(shared_homes, names, strict=True))
    )
    for home in shared_homes:
        assert names_in(home) == ["bell.md", "buoy.md", "faq/horn.md", "lamp.md"]


def names_in(home: Home) -> list[str]:
    return [file.name for file in sources_of(tree_of(home.settings).current().library)]
