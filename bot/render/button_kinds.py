"""Every kind of button that the bot sends: how its name begins, and what pressing it costs.

Buttons are made by their kind, so that none can be sent without a cost. How a name begins never
changes: below old messages stand buttons that must go on working.
"""

from __future__ import annotations

from dataclasses import dataclass

from discord import ButtonStyle, ui

from bot.ground.costs import Cost

Button = ui.Button[ui.LayoutView]


@dataclass(frozen=True, slots=True)
class ButtonKind:
    """``prefix`` is how the names of such buttons begin, often with a version."""

    prefix: str
    cost: Cost

    def button(
        self,
        label: str,
        name: str = "",
        *,
        style: ButtonStyle = ButtonStyle.secondary,
        disabled: bool = False,
    ) -> Button:
        """A button of this kind; ``name`` is the whole of its name, if that holds more.

        :raises ValueError: that is the name of another kind.
        """
        if name and not self.owns(name):
            raise ValueError(f"{name!r} does not begin with {self.prefix!r}")
        return Button(label=label, custom_id=name or self.prefix, style=style, disabled=disabled)

    def danger(self, label: str, name: str) -> Button:
        """One that deletes or overrules something."""
        return self.button(label, name, style=ButtonStyle.danger)

    def owns(self, name: str) -> bool:
        """Whether the button of that name is of this kind."""
        return name.startswith(self.prefix)


STILL = ButtonKind("st1:", Cost.QUESTION)
OPENS = ButtonKind("cx1:", Cost.FREE)
TURNS = ButtonKind("ct1:", Cost.FREE)
MORE = ButtonKind("mq1:", Cost.QUESTION)
NEAREST = ButtonKind("nr1:", Cost.QUESTION)
SHARE = ButtonKind("sh1:", Cost.QUESTION)
HUMAN = ButtonKind("hu1:", Cost.HUMAN)
HUMAN_YES = ButtonKind("hc1:", Cost.HUMAN)
VOTE = ButtonKind("vote1:", Cost.FREE)
FORGET = ButtonKind("forget1:", Cost.FREE)
PRIVACY_MORE = ButtonKind("privacy1:", Cost.FREE)
CLEAR = ButtonKind("corpus:clear", Cost.FREE)
SOURCES = ButtonKind("sources:", Cost.FREE)
KINDS = (
    STILL,
    OPENS,
    TURNS,
    MORE,
    NEAREST,
    SHARE,
    HUMAN,
    HUMAN_YES,
    VOTE,
    FORGET,
    PRIVACY_MORE,
    CLEAR,
    SOURCES,
)
