"""Change a server's rules for `/corpus`, and write them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ground.place import Place
from bot.render.layout import bold, small
from bot.servers.corpus_rules import RuleSet, ServerRules, Spot
from bot.speech.say import say
from index.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.servers.corpus_rules import Corpora

MAX_CORPORA_PER_RULE = 10  # each of them is asked at each question


def used(rules: RuleSet, server: int, spot: Spot, name: str) -> RuleSet:
    """Add ``name`` to the rule of ``spot``.

    :raises QuestionError: the server may not use such a corpus, or the rule is full.
    """
    if name not in rules.choices(server):
        raise no_corpus(name)
    own = rules.of(server)
    rule = tuple(dict.fromkeys((*own.rule(spot), name)))
    if len(rule) > MAX_CORPORA_PER_RULE:
        raise QuestionError(
            f"That rule already has {MAX_CORPORA_PER_RULE} corpora.",
            hint="Remove one with `/corpus clear`.",
            kind="rule-full",
            values={"most": MAX_CORPORA_PER_RULE},
        )
    return rules.with_rules(server, own.with_rule(spot, rule))


def no_corpus(name: str) -> QuestionError:
    """Say that there is no such corpus: also if another server has it, which is not to be known."""
    return QuestionError(
        f"This server has no corpus “{name}”.",
        hint="`/corpus show` lists the ones it has.",
        kind="no-corpus",
        values={"name": name},
    )


def no_rule() -> QuestionError:
    """Say that there is no such rule."""
    return QuestionError(
        "There is no such rule.", hint="`/corpus show` lists the rules.", kind="no-rule"
    )


def cleared(rules: RuleSet, server: int, spot: Spot, name: str = "") -> RuleSet:
    """Remove ``name`` from the rule of ``spot``, or without a name, the whole rule.

    :raises QuestionError: there is no such rule.
    """
    own = rules.of(server)
    rule = own.rule(spot)
    if not rule or (name and name not in rule):
        raise no_rule()
    rest = tuple(kept for kept in rule if name and kept != name)
    return rules.with_rules(server, own.with_rule(spot, rest))


def told(rules: RuleSet, server: int, here: int | None) -> Iterator[str]:
    """Write out the rules of a server in Discord's markdown, first the one that holds ``here``."""
    own, choices = rules.of(server), rules.choices(server)
    rule = rules.scope(Place(server, here)).corpora
    everywhere = named(own.everywhere, choices) or _default(rules)
    yield bold(say("rules-heading"))
    yield f"- {say('rule-here', corpora=named(rule, choices))}"
    yield f"- {say('rule-told', place=place_named(Spot()), corpora=everywhere)}"
    yield from _rules(own, choices)
    yield small(say("rule-choices", corpora=named(choices, choices)))


def named(rule: Corpora, choices: Corpora) -> str:
    """List the names of a rule; those that the operator no longer allows are struck through."""
    return ", ".join(f"`{name}`" if name in choices else f"~~`{name}`~~" for name in rule)


def place_named(spot: Spot) -> str:
    """Name the place of a rule, with its preposition; its mentions ping nobody."""
    if spot.kind == "server":
        return say("place-server")
    if spot.kind == "channel":
        return say("place-channel", channel=f"<#{spot.id}>")
    return say("place-role", role=f"<@&{spot.id}>")


def _rules(own: ServerRules, choices: Corpora) -> Iterator[str]:
    for id_, rule in sorted(own.channels.items()):
        place = place_named(Spot("channel", id_))
        yield f"- {say('rule-told', place=place, corpora=named(rule, choices))}"
    for id_, rule in sorted(own.roles.items()):
        place = place_named(Spot("role", id_))
        yield f"- {say('rule-added', place=place, corpora=named(rule, choices))}"


def _default(rules: RuleSet) -> str:
    return say("rule-default", corpora=named(rules.default, rules.default))
