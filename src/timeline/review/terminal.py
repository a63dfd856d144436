"""The review as one keyed loop in a terminal.

Each key is a decision at once, taken by the desk: ending at any moment loses nothing. What others
decide meanwhile shows in the next screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rich.text import Text

from timeline.contract import DocumentRow, EventRow, reviewed, spots
from timeline.errors import TimelineError, UsageError
from timeline.render.citations import on_the_web
from timeline.review import dialogues, event_lines, event_list, filter_line, opener
from timeline.review.desk import Asked, Desk, Taken, Wanted
from timeline.review.keyboard import Ended, Keyboard, shown
from timeline.review.route import Route
from timeline.review.screen import Screen, opened, wrapped
from timeline.safe_text import clean

if TYPE_CHECKING:
    from timeline.store.listing import Listed

KEYS = (
    ("a", "accept"), ("r", "reject"), ("e", "edit"), ("j", "join with …"), ("s", "split"),
    ("n", "note"), ("t", "tag"), ("z", "undo your last"), ("space enter . →", "next"),
    ("b ←", "previous"), ("home end", "first, last"), ("page up/down", "the rest of a long one"),
    ("/", "filter"), ("l", "list"), ("o", "open the source"), ("?", "keys"),
    ("esc ctrl-c", "leave what is asked"), ("q", "quit"),
)  # fmt: skip
_SHORT = "a accept  r reject  e edit  n note  t tag  z undo  / filter  ? keys  q quit"
_LOOKS = "→ next  b previous  / filter  l list  o open  ? keys  q quit"
# Seconds after which is looked whether others decided.
_LOOK = 1.0
# Keys that decide on the event that is seen.
_OF_AN_EVENT = frozenset("arejsnto")
_DECIDES = frozenset("arejsntz")
# Lines offered at once where they can be turned over, and where they can't.
_MOST, _FEW = 200, 12
_VERDICTS = {"accept": "accepted", "hide": "rejected"}


def run(desk: Desk, wanted: Wanted) -> None:
    """Go through the events that are wanted. Raises KeyboardInterrupt once the terminal is as it
    was."""
    with opened() as (keys, screen):
        review = Review(desk, wanted, keys, screen)
        review.go()
    screen.say(Text(review.summary()))


class Review:
    """A person who goes through events, with a keyboard and a screen."""

    def __init__(self, desk: Desk, wanted: Wanted, keys: Keyboard, screen: Screen) -> None:
        self._desk, self._keys, self._screen = desk, keys, screen
        self.prefills = keys.prefills
        self.room = _MOST if screen.drawn else _FEW
        self._read_only = desk.read_only()
        self._route = Route(desk, wanted)
        self._first = 0  # line of the event that the screen begins with
        self._told = ""
        self._offered: Sequence[Text] = ()
        # What was decided here, each key's decisions together, and on which event.
        self._taken: list[tuple[str, list[Taken]]] = []
        self._sources = event_lines.Sources({}, {}, self._file)
        self._files: dict[str, str] = {}
        self._known = ""  # the version that these are of
        self._last_shown: tuple[str, str] | None = None
        self._does: dict[str, Callable[[], None]] = {
            "a": lambda: self._verdict("accept"), "r": lambda: self._verdict("hide"),
            "e": self._edit, "j": self._join, "s": self._split, "n": self._note, "t": self._tag,
            "z": self._undo, "/": self._filter, "l": self._list, "o": self._open, "?": self._help,
            **dict.fromkeys((" ", ".", "enter", "right", "down"), lambda: self._move(1)),
            **dict.fromkeys(("b", "left", "up"), lambda: self._move(-1)),
            "home": lambda: self._move(-len(self._route.rows)),
            "end": lambda: self._move(len(self._route.rows)),
            "page down": lambda: self._turn(1), "page up": lambda: self._turn(-1),
        }  # fmt: skip

    def go(self) -> None:
        """Until the person ends it."""
        self._freshen()
        if self._read_only:
            self._told = f"only to look at: {self._read_only}"
        try:
            while (key := self._next_key()) not in ("q", "quit"):
                seen = self._route.here
                self._told, self._offered = "", ()
                try:
                    if self._read_only and key in _DECIDES:
                        self._told = f"{key} decides nothing here: {self._read_only}"
                    elif self._freshen() and seen != self._route.here and key in _OF_AN_EVENT:
                        self._told = "it was changed meanwhile: look at it again"
                    else:
                        self._do(key)
                except TimelineError as error:
                    self._told = str(error)
        except Ended:
            return

    def summary(self) -> str:
        """What was done and what is left."""
        many = len(self._taken)
        told = f"{many} decision{'' if many == 1 else 's'} taken"
        return f"{told}, {self._route.left} of {len(self._route.rows)} left"

    # -- what is there -----------------------------------------------------------------------------

    def _freshen(self) -> bool:
        """See what there is today; whether that isn't what there was."""
        changed = self._route.freshen()
        if self._route.version == self._known:
            return changed
        self._known = self._route.version
        documents = {d["id"]: d for d in self._desk.documents()}
        self._sources = event_lines.Sources(documents, self._desk.names(), self._file)
        self._files.clear()
        return changed

    def _event(self) -> EventRow:
        """The event that is shown. Raises UsageError where there is none."""
        here = self._route.here
        event = None if here is None else self._desk.event(here.id)
        if event is None:
            raise UsageError("review", "there is no event here", "/ chooses others")
        return event

    def _file(self, document: DocumentRow) -> str:
        if document["id"] not in self._files:
            self._files[document["id"]] = self._desk.file(document["id"]) or ""
        return self._files[document["id"]]

    # -- the screen --------------------------------------------------------------------------------

    def _next_key(self) -> str:
        """The next key, of somebody who sees what there is today."""
        self._show()
        while True:
            key = self._keys.key(_LOOK if self._keys.single else None)
            if key == "idle" and self._route.is_old() and self._freshen():
                self._told = "somebody decided meanwhile"
                self._show()
            elif key == "redraw":
                self._show()
            elif key != "idle":
                return key

    def _show(self, prompt: str | None = None) -> None:
        """Draw the screen. prompt: what is asked in place of the line of keys."""
        screen = self._screen
        screen.measure()
        top, bottom = [self._position()], self._bottom(prompt)
        shown_now = (self._route.here.id if self._route.here else "", self._route.version)
        body = [fitting for line in self._offered for fitting in self._fitting(line)]
        if not body and (screen.drawn or shown_now != self._last_shown):
            body = self._body()
            self._last_shown = shown_now
        if screen.drawn:
            top.append(screen.rule)
            room = screen.room(len(top) + len(bottom) + 1)
            self._first = max(0, min(self._first, len(body) - room))
            rest = len(body) - self._first - room
            if self._first:
                top[-1] = Text(f"… {self._first} more lines: page up", style="dim")
            more = Text(f"… {rest} more lines: page down", style="dim")
            bottom.insert(0, more if rest > 0 else screen.rule)
        elif not body or self._offered:
            top = []
        screen.show(top, body, bottom, self._first)

    def _fitting(self, line: Text) -> list[Text]:
        if not line.no_wrap:
            return wrapped(self._screen.console, line, self._screen.width)
        line = line.copy()
        line.truncate(self._screen.width, overflow="ellipsis")
        return [line]

    def _body(self) -> list[Text]:
        if self._route.here is None:
            return [Text("No event is left by these filters: / chooses others.")]
        try:
            event = self._event()
            contexts = self._desk.contexts(event["mentions"])
        except TimelineError as error:
            return wrapped(self._screen.console, Text(clean(str(error))), self._screen.width)
        console, width = self._screen.console, self._screen.width
        return event_lines.lines(console, width, event, contexts, self._sources)

    def _position(self) -> Text:
        route = self._route
        here = route.at + 1 if route.rows else 0
        said = Text(f"{here} of {len(route.rows)}, {route.left} left", style="bold")
        if told := filter_line.told(route.wanted):
            said.append(f"  {clean(told)}", style="dim")
        said.truncate(self._screen.width, overflow="ellipsis")
        return said

    def _bottom(self, prompt: str | None) -> list[Text]:
        console, width = self._screen.console, self._screen.width
        said = [Text(clean(self._told), style="bold")]
        if prompt is not None:
            said.append(Text(prompt, style="cyan"))
        elif self._keys.single:
            said.append(Text(_LOOKS if self._read_only else _SHORT, style="dim"))
        return [line for one in said if one.plain for line in wrapped(console, one, width)]

    # -- for dialogues -----------------------------------------------------------------------------

    def key(self, prompt: str, *, turns: bool = True) -> str:
        """See Asking. turns: whether page up and page down turn over what is shown, and it is drawn
        anew in another size; else these keys are given back."""
        while True:
            try:
                self._show(prompt)
                key = self._keys.key()
            except KeyboardInterrupt:
                key = "escape"
            if turns and key in ("page down", "page up"):
                self._turn(1 if key == "page down" else -1)
            elif not turns or key != "redraw":
                self._told = ""
                return key

    def text(self, prompt: str, value: str = "", choices: Sequence[str] = ()) -> str | None:
        """See Asking."""
        if not self._keys.single:
            if self._told or self._offered:
                self._show("")
            self._told = ""
            return self._keys.text(f"{prompt}: ", value, choices)
        said = f"{prompt} (Enter: done, Esc: back)"
        turns = {"up": -1, "down": 1, "page up": -self._page, "page down": self._page}

        def aside(key: str) -> None:
            self._first = max(0, self._first + turns.get(key, 0))
            self._show(said)

        try:
            self._show(said)
            return self._keys.text("", value, choices, aside)
        except KeyboardInterrupt:
            return None
        finally:
            self._told = ""

    def tell(self, told: str) -> None:
        """See Asking."""
        self._told = told

    def offer(self, lines: Sequence[Text]) -> None:
        """See Asking."""
        self._offered, self._first = lines, 0

    def line(self, row: Listed, number: int) -> Text:
        """See Asking."""
        return event_list.line(row, number)

    # -- what keys do ------------------------------------------------------------------------------

    def _do(self, key: str) -> None:
        does = self._does.get(key)
        if does is not None:
            does()
        elif key == "pasted":
            self._told = "pasted text is no key: nothing is done"
        elif key and key != "escape":
            self._told = f"{shown(key)} is no key: ? lists them"

    def _move(self, by: int) -> None:
        self._first = 0
        if not self._route.move(by) and abs(by) == 1 and self._route.rows:
            self._told = f"{self._told}; " if self._told else ""
            self._told += "this is the last event" if by > 0 else "this is the first event"

    def _turn(self, by: int) -> None:
        self._first = max(0, self._first + by * self._page)

    @property
    def _page(self) -> int:
        return max(1, self._screen.room(8))

    def _verdict(self, action: Literal["accept", "hide"]) -> None:
        event = self._event()
        verdict = _VERDICTS[action]
        if reviewed(event)["verdict"] == verdict:
            self._told = f"it is {verdict} already"
            self._move(1)
            return
        following = self._route.following
        self._decide([Asked(action, (event["id"],))])
        if following is None:
            self._told += "; this is the last event"
        else:
            self._route.go_to(following)

    def _decide(self, asked: Sequence[Asked]) -> None:
        """Take decisions, as one to be undone, and go to what they were taken on."""
        self._offered, group = (), list[Taken]()
        here = self._route.here
        if asked:
            self._screen.wait()
        try:
            for one in asked:
                taken = self._desk.decide(one)
                group.append(taken)
                self._route.keep([*one.ids, *(e["id"] for e in taken.events)])
        finally:
            if group and here is not None:
                self._taken.append((here.id, group))
        if group:
            notes = [note for taken in group for note in taken.notes]
            self._after(group[-1], [taken.about for taken in group] + notes)
            self._told += "; z takes it back"

    def _undo(self) -> None:
        if not self._taken:
            self._told = "nothing is left to undo of what was decided here"
            return
        self._screen.wait()
        (where, group), told = self._taken[-1], list[str]()
        while group:
            try:
                back = self._desk.undo(group[-1].key)
            except UsageError as error:  # somebody else took it back
                told.append(str(error))
            else:
                told.append(back.about)
            gone = group.pop()
        self._taken.pop()
        self._after(gone, ["taken back: " + told[0], *told[1:]])
        self._route.go_to(where)

    def _after(self, taken: Taken, told: Sequence[str]) -> None:
        """Show what became of a decision."""
        self._freshen()
        for event in taken.events[:1]:
            self._route.go_to(event["id"])
        self._first = 0
        self._told = "; ".join(told)

    def _edit(self) -> None:
        self._decide(dialogues.edit(self, self._event(), self._desk.choices))

    def _note(self) -> None:
        self._decide(dialogues.note(self, self._event()))

    def _tag(self) -> None:
        self._decide(dialogues.tag(self, self._event(), self._desk.choices))

    def _split(self) -> None:
        self._decide(dialogues.split(self, self._event()))

    def _join(self) -> None:
        everything = Wanted(everything=self._route.wanted.everything, rejected=False)
        self._decide(dialogues.join(self, self._event(), self._desk.listed(everything)))

    def _filter(self) -> None:
        typed = filter_line.told(self._route.wanted)
        self._told = "words, or options of timeline show; --left, --order surest|doubtful, --all"
        while (line := self.text("filter", typed)) is not None:
            try:
                self._route.choose(filter_line.read(line))
            except UsageError as error:
                self._told, typed = str(error), line
            else:
                self._freshen()
                self._first = 0
                return

    def _open(self) -> None:
        event = self._event()
        there = list(dict.fromkeys(spots(m)[0] for m in event["mentions"]))
        if not there:
            raise UsageError("open", "the event has no source", "it was added by hand")
        if len(there) > 1:
            titles = [self._sources.titled(spot.document) for spot in there]
            number = dialogues.source(self, titles)
            self.offer(())
            if number is None:
                return
            there = [there[number]]
        document = self._sources.documents.get(there[0].document)
        if document is None:
            raise UsageError(there[0].document, "nothing is known of it", "see timeline documents")
        file = self._file(document)
        target = str(Path(file).absolute()) if file else on_the_web(document, there[0].page)
        if target is None:
            raise UsageError(document["id"], "its file is gone", "see timeline documents --text")
        opener.open_(target)
        self._told = f"opened {clean(target)}"

    def _help(self) -> None:
        width = max(len(key) for key, _ in KEYS) + 2
        self.offer([Text.assemble((f"{key:<{width}}", "bold"), does) for key, does in KEYS])
        if self._keys.single:
            self.key("any key: back")
            self.offer(())

    def _list(self) -> None:
        at, rows = self._route.at, self._route.rows
        while rows:
            self._screen.measure()
            room = self._screen.room(6) if self._screen.drawn else 20
            first = max(0, min(at - room // 2, len(rows) - room))
            self.offer(
                [
                    event_list.line(row, n + 1, self._screen.width, here=n == at)
                    for n, row in enumerate(rows[first : first + room], first)
                ]
            )
            keyed = "up, down: choose; Enter: go there; Esc: back"
            key = self.key(keyed if self._keys.single else "number", turns=False)
            steps = {"redraw": 0, "up": -1, "down": 1, "page up": -room, "page down": room,
                     "home": -len(rows), "end": len(rows)}  # fmt: skip
            if key in steps:
                at = max(0, min(at + steps[key], len(rows) - 1))
                continue
            if key.isdecimal() and not self._keys.single:
                at, key = max(0, min(int(key), len(rows)) - 1), "enter"
            if key == "enter":
                self._route.at, self._first = at, 0
            break
        self.offer(())
