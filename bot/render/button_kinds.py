"""List the kinds of buttons: how their custom ids begin, what a press costs, what they say.

Buttons are made by their kind, so that none can be sent without a cost. A prefix never changes:
buttons below old messages must go on working. ``bot.features`` and ``bot.admin`` have what a press
does.
"""

from __future__ import annotations

from dataclasses import dataclass

from discord import ButtonStyle, ui

from bot.ground.costs import Cost
from bot.speech.say import say

Button = ui.Button[ui.LayoutView]


@dataclass(frozen=True, slots=True)
class ButtonKind:
    """Make buttons of one kind.

    ``prefix`` is how their custom ids begin, often with a version; ``text`` names what they say,
    "" if not all say the same.
    """

    prefix: str
    cost: Cost
    text: str = ""

    def button(
        self,
        label: str = "",
        name: str = "",
        *,
        style: ButtonStyle = ButtonStyle.secondary,
        disabled: bool = False,
    ) -> Button:
        """Make a button; ``name`` is its whole custom id, if that holds more than the prefix.

        :raises ValueError: ``name`` belongs to another kind.
        """
        if name and not self.owns(name):
            raise ValueError(f"{name!r} does not begin with {self.prefix!r}")
        label = label or say(self.text)
        return Button(label=label, custom_id=name or self.prefix, style=style, disabled=disabled)

    def danger(self, label: str = "", name: str = "") -> Button:
        """Make a button that deletes or overrules something."""
        return self.button(label, name, style=ButtonStyle.danger)

    def owns(self, name: str) -> bool:
        """Return whether the button with the custom id ``name`` is of this kind."""
        return name.startswith(self.prefix)


STILL = ButtonKind("st1:", Cost.QUESTION, "still-so")
OPENS = ButtonKind("cx1:", Cost.FREE, "show-in-context")
TURNS = ButtonKind("ct1:", Cost.FREE)
MORE = ButtonKind("mq1:", Cost.QUESTION, "more-quotes")
NEAREST = ButtonKind("nr1:", Cost.QUESTION, "nearest-passages")
SHARE = ButtonKind("sh1:", Cost.QUESTION, "share")
HUMAN = ButtonKind("hu1:", Cost.HUMAN, "ask-a-human")
HUMAN_YES = ButtonKind("hc1:", Cost.HUMAN, "human-confirm")
VOTE = ButtonKind("vote1:", Cost.FREE)
FORGET = ButtonKind("forget1:", Cost.RIGHT, "forget-button")
PRIVACY_MORE = ButtonKind("privacy1:", Cost.RIGHT, "privacy-more")
CLEAR = ButtonKind("corpus:clear", Cost.FREE, "rule-clear")
SOURCES = ButtonKind("sources:", Cost.FREE)
