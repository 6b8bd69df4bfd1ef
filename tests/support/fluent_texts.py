"""The bot's texts as Fluent parses them: their names, and the variables in each."""

from __future__ import annotations

from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from bot.speech.say import texts


class Variables(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, Message]:
    """The texts of a language; a file that cannot be parsed, or names a text twice, fails."""
    found: dict[str, Message] = {}
    for name, text in texts(language).items():
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, Junk), f"{language}/{name}: {entry.content}"
            if isinstance(entry, Message):
                assert entry.id.name not in found, f"{language}/{name}: {entry.id.name} twice"
                found[entry.id.name] = entry
    return found


def variables(entry: Message) -> set[str]:
    seen = Variables()
    seen.visit(entry)
    return seen.names
