"""Read the lines of a Markdown text one by one, with the blocks of site generators taken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.text.code_regions import Fence
from index.text.markdown import directives
from index.text.markdown.page_lines import (
    FencedBlock,
    HeadingMark,
    IndentedBlock,
    PageLines,
    columns,
)

TERM_CHARACTERS = 120
LONGEST_MODULE = 100  # lines of an import or export
WIDE = 3  # spaces after the colon of a definition; no text without a term begins so
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)*")


@dataclass(slots=True)
class SiteLines(PageLines):
    """The lines of a text whose fences are ``fenced``."""

    fenced: Sequence[Fence] = ()
    _ends: dict[int, bool] = field(default_factory=dict)
    _unended: set[re.Pattern[str]] = field(default_factory=set)

    def read(self) -> SiteLines:
        """Read all lines."""
        starts = {fence.first: fence for fence in self.fenced}
        while (number := len(self.lines)) < len(self.given):
            fence = starts.get(number)
            if number in self._ends:
                self.close(number, headed=self._ends[number])
            elif fence and fence.holds == "markdown":
                self._directive_fence(fence)
            elif fence:
                self.leave(number)
                self._fence(fence)
            else:
                self._line(number)
        return self

    def _fence(self, fence: Fence) -> None:
        inside = self.given[fence.first + 1 : fence.last - 1]
        texts = [line for line in inside if line.strip()]
        kinds = {directives.kind_from_elsewhere(line.strip()) for line in texts}
        if fence.holds == "nothing" or (texts and None not in kinds):
            self.left_out |= {kind for kind in kinds if kind}
            self.drop(fence.last)
            return
        if self.open_fences and self.open_fences[-1].kind == "code-group":
            label = directives.CODE_LABEL.fullmatch(fence.info)
            headed = label is not None and self.open_section(fence.first, "tab", label["label"])
            self.open_fences[-1].headed |= headed
        self.lines += [self.dedented(line) for line in self.given[fence.first : fence.last]]

    def _directive_fence(self, fence: Fence) -> None:
        """Read the content of a directive of MyST as Markdown, without its options."""
        kind, _, argument = fence.info.partition("}")
        headed = self.open_section(len(self.lines), kind, argument.strip(), marked=False)
        self._ends[fence.last - 1] = headed
        self.drop(fence.first + 1)
        self.drop_option_lines()

    def _line(self, number: int) -> None:
        line = self.given[number]
        if self.indented:
            self.leave(number)
            line = self.apart(number, self.dedented(line))
        bare = (QUOTED.sub("", line) if line[:1] in " \t>" else line).rstrip()
        if not directives.BEGINS.match(bare) or not any(
            reads(number, bare) for reads in self._readers()
        ):
            self.lines.append(line)

    def _readers(self) -> Sequence[Callable[[int, str], bool]]:
        """Return what reads a line that may be no text; each says whether it was for it."""
        return (
            self._tag_around_text,
            self._template_block,
            self._made_target,
            self._from_elsewhere,
            self._indented_block,
            self._fenced_block,
            self._invisible,
            self._module_line,
            self._definition,
        )

    def _tag_around_text(self, number: int, bare: str) -> bool:
        """Leave out a tag of GitBook; that of a tab names it, and the last one ends the section."""
        tag = directives.AROUND_TEXT.fullmatch(bare)
        if tag is None:
            return False
        if tag["kind"] == "tab" and not tag["ends"]:
            self.open_section(number, "tab", directives.tab_label(bare))
        elif tag["kind"] == "tabs" and tag["ends"]:
            self.marks.append(HeadingMark(number, ""))
        self.drop(number + 1)
        return True

    def _from_elsewhere(self, number: int, bare: str) -> bool:
        kind = directives.kind_from_elsewhere(bare)
        if kind is None:
            return False
        self.left_out.add(kind)
        self.drop(number + 1)
        if kind == "documentation made from code":
            self.drop_options(number + 1)
        return True

    def _indented_block(self, number: int, bare: str) -> bool:
        block = directives.INDENTED.fullmatch(bare)
        titled = block is not None and directives.title_of(block)
        if block is None or not (titled or (block["kind"] and bare[0] != "=")):
            return False
        tab = bare[0] == "="
        kind = "tab" if tab else block["kind"] or ""
        headed = self.open_section(number, kind, directives.title_of(block))
        indent = columns(self.given[number])
        self.drop_opening(number, is_tab=tab)
        self.indented.append(IndentedBlock(indent, directives.INDENT, headed))
        return True

    def _fenced_block(self, number: int, bare: str) -> bool:
        block = directives.FENCED.fullmatch(bare)
        if block is None:
            return False
        tab = block["kind"].strip("{}") in directives.TABS
        title, marked = directives.title_of(block), block["title"] is None
        headed = self.open_section(number, block["kind"], title, marked=marked)
        self.open_fences.append(FencedBlock(block["mark"], block["kind"], headed))
        self.drop_opening(number, is_tab=tab)
        self.drop_option_lines()
        return True

    def _invisible(self, number: int, bare: str) -> bool:
        if directives.NO_TEXT.fullmatch(bare) is None:
            return False
        if self.open_fences and bare == self.open_fences[-1].mark:
            self.close(number, headed=self.open_fences.pop().headed)
            return True
        callout = directives.CALLOUT.fullmatch(bare)
        if callout and self._goes_on(number, callout["title"]):
            return True
        if callout:
            self._callout(number, callout)
        self.drop(number + 1)
        return True

    def _goes_on(self, number: int, said: str) -> bool:
        """Read what a callout says on its first line as text if the line below goes on with it."""
        below = QUOTED.sub("", "".join(self.given[number + 1 : number + 2]))
        if not said or not below[:1].islower():
            return False
        line = self.dedented(self.given[number])
        width = line.rindex(said)
        self.markers.append((number, len(self.given[number]) - len(line) + width))
        self.lines.append("> " + line[width:])
        return True

    def _callout(self, number: int, callout: re.Match[str]) -> None:
        """Head the block quote that a callout begins, if the callout has a title."""
        if self.open_section(number, callout["kind"], callout["title"]):
            below = range(number + 1, len(self.given))
            lines = ((at, self.given[at].lstrip()) for at in below)
            ends = (at for at, line in lines if line[:1] != ">" or "[!" in line)
            self.marks.append(HeadingMark(next(ends, len(self.given)), ""))

    def _module_line(self, number: int, bare: str) -> bool:
        """Leave out the imports and exports of MDX, which can be several lines long."""
        imports, exports = directives.IMPORT.match(bare), directives.EXPORT.match(bare)
        if not (imports or exports):
            return False
        self.drop(self._module_end(number, exports=exports is not None) + 1)
        return True

    def _module_end(self, number: int, *, exports: bool) -> int:
        """Return the last line of an import or export; only the first if its brackets stay open."""
        depth = 0
        for last in range(number, min(number + LONGEST_MODULE, len(self.given))):
            line = self.given[last]
            depth += sum(line.count(c) for c in "([{") - sum(line.count(c) for c in ")]}")
            if depth <= 0 and (exports or re.search(r"['\"]", line)):
                return last
        return number

    def _template_block(self, number: int, bare: str) -> bool:
        """Leave out loops and comments of a template, and take its code as code."""
        skipped = directives.SKIPPED.fullmatch(bare)
        code = directives.HIGHLIGHT.fullmatch(bare)
        if not (skipped or code):
            return False
        end = directives.HIGHLIGHT_END
        if skipped:
            end = re.compile(rf"\{{%-?\s*end{skipped['tag']}\b.*")
        rest = () if end in self._unended else range(number + 1, len(self.given))
        last = next((at for at in rest if end.fullmatch(self.given[at].strip())), None)
        if last is None:
            self._unended.add(end)
            return False
        if code:
            self.code.append((number + 1, last, code["liquid"] or code["hugo"] or ""))
        else:
            self.left_out.add("template tags")
        self.drop(last + 1)
        return True

    def _made_target(self, number: int, bare: str) -> bool:
        """Read a link that the site generator fills in as a link, wherever it leads."""
        link = directives.MADE_TARGET.fullmatch(bare)
        if link is None:
            return False
        line = self.dedented(self.given[number])
        self.lines.append(f"{line[: line.index('[')]}{link['link']}#")
        return True

    def _definition(self, number: int, _bare: str) -> bool:
        line = self.dedented(self.given[number])
        definition = directives.DEFINITION.match(line)
        if definition is None:
            return False
        if self.marks and self.marks[-1] == HeadingMark(number, "") and self._defines(number - 1):
            self.marks.pop()  # one more definition of the same term
        elif (term := self._term(number)) is not None:
            self.marks.append(HeadingMark(term, self.lines[term].strip()))
            self.lines[term] = ""
            self.hidden.add(term)
        elif len(definition["space"]) < WIDE:
            return False
        width = len(definition[0])
        self.markers.append((number, len(self.given[number]) - len(line) + width))
        indent = columns(self.given[number])
        self.indented.append(IndentedBlock(indent, width, headed=True, goes_on=True))
        self.lines.append(line[width:])
        return True

    def _defines(self, number: int) -> bool:
        """Return whether a definition goes on up to the line with this number."""
        while number > 0 and (not self.given[number].strip() or self.given[number][0] == " "):
            number -= 1
        return directives.DEFINITION.match(self.given[number]) is not None

    def _term(self, number: int) -> int | None:
        """Return the number of the line right above, or above a blank line, if it can be a term."""
        above = number - 1
        if above > 0 and not self.given[above].strip():
            above -= 1
        if above < 0 or above in self.hidden or len(self.lines[above]) > TERM_CHARACTERS:
            return None
        line = self.given[above]
        alone = above == 0 or not self.lines[above - 1].strip()
        term = line.strip() and line[0] not in " \t" and not directives.NO_TERM.match(line)
        return above if alone and term else None
