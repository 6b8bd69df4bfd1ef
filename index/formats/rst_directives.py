"""Read the roles and directives that only Sphinx or its extensions know, for their text."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import en
from docutils.statemachine import StringList

from index.formats.rst_left_out import DIAGRAMS, INCLUDED, KIND, kind_left_out
from index.formats.rst_references import NONE, Titles, reference
from index.formats.rst_text import FOR_HTML, STRUCK_ROLES, text_of_html

ROLE = re.compile(r":([a-zA-Z][\w.+:-]{0,60}):`")
DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([a-zA-Z][\w.+:-]{0,60})[ \t]*::", re.M
)
OPTION = re.compile(r"\s*:[\w-]+:(?:\s|\Z)")
TARGET = re.compile(r"(?s)(.+?)\s*<[^<>]+>\Z")
TREES = frozenset(("toctree", "contents", "index", "tabularcolumns", "highlight", "module"))
CODE = frozenset(
    ("code-block", "sourcecode", "literalinclude", "prompt", "doctest", "productionlist")
)
TITLES = "titles_of_targets"  # the setting of docutils that holds them
NOT_IN_THE_FILE = (INCLUDED, DIAGRAMS)
# What Sphinx prints before the text.
VERSIONS = {
    "versionadded": "New in version {}:",
    "versionchanged": "Changed in version {}:",
    "deprecated": "Deprecated since version {}:",
    "versionremoved": "Removed in version {}:",
}
# Their argument is what the reader sees above the text.
TITLED = frozenset(
    """
    tab tab-item group-tab code-tab dropdown collapse details card grid-item-card describe object
    function method attribute data exception staticmethod classmethod decorator property option
    cmdoption envvar confval setting command type macro var
    """.split()  # noqa: SIM905 - it reads as a list of words
)
TITLED_TEXT = "titled-text"  # the class of what stands under such a title, up to its end
DOMAINS = ("py:", "c:", "cpp:", "js:", "rst:", "std:", "rb:", "php:", "http:")


def know_all_names(source: str) -> None:
    """Register every unknown role and directive in ``source``, so that no text is lost."""
    for role in {found.lower() for found in ROLE.findall(source)}:
        if role not in roles._role_registry and role not in en.roles:
            roles.register_local_role(role, _unknown_role)
    known = directives._directive_registry.keys() | en.directives.keys()
    for directive in {found.lower() for found in DIRECTIVE.findall(source)}:
        if directive not in known or directive in CODE:
            directives.register_directive(directive, UnknownDirective)


class UnknownDirective(Directive):
    """A directive of Sphinx or of an extension, of which the text is kept."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the text of the directive, as docutils nodes."""
        if self.name in TREES:
            return []
        argument, lines = self._lines()
        kind = kind_left_out(self.name)
        mark = [nodes.comment("", "", **{KIND: kind})] if kind else []
        if kind in NOT_IN_THE_FILE:
            return mark
        if self.name in CODE:
            code = "\n".join(lines).strip("\n")
            return [nodes.literal_block("", code, language=argument)]
        return [*mark, *self._titled(argument, lines)]

    def _lines(self) -> tuple[str, list[str]]:
        """Return the argument, and the lines of the content without options."""
        argument, *beneath = "\n".join(self.arguments).split("\n")
        lines = [*beneath, *([""] if beneath and len(self.content) else []), *self.content]
        start = 0
        while start < len(lines) and OPTION.match(lines[start]):
            start += 1
        return argument.strip(), lines[start:]

    def _titled(self, argument: str, lines: list[str]) -> list[nodes.Node]:
        """Return the content below its title, or with the words that Sphinx puts before it."""
        said, _, rest = argument.partition(" ")
        if self.name == "seealso":
            said, rest = "", argument
        before = [rest, ""] if rest and self._is_said() else []
        container = nodes.container()
        content = StringList([*before, *lines], source=self.name)
        self.state.nested_parse(content, self.content_offset, container)
        if self._is_said():
            title = VERSIONS.get(self.name, "See also:").format(said)
            return [nodes.admonition("", nodes.title("", title), *container.children)]
        if argument and (self.name in TITLED or self.name.startswith(DOMAINS)):
            container["classes"].append(TITLED_TEXT)
            return [nodes.rubric("", argument), container]
        return [container]

    def _is_said(self) -> bool:
        return self.name in VERSIONS or self.name == "seealso"


def _unknown_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: Any = None,
    content: Any = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return the words of a role that docutils lacks: its title, or the end of its target."""
    del rawtext, lineno, options, content
    if FOR_HTML.search(name):  # a role that another file defines
        return [nodes.inline("", text_of_html(text))], []
    titled = TARGET.match(text)
    known: Titles = getattr(inliner.document.settings, TITLES, NONE)
    words = titled[1] if titled else known.get(reference(name, text)) or text.lstrip("!")
    if words.startswith("~"):
        words = words[1:].rsplit(".", 1)[-1]
    return [nodes.inline("", words, classes=[name] if name in STRUCK_ROLES else [])], []
