"""timeline review: one event after another is accepted, corrected or rejected, on a local page."""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from typing import Annotated

import typer

from timeline.cli import completions
from timeline.cli.filters import Filters
from timeline.cli.options import DATA_OUT, Author, Debug, Quiet, Signed, StoreDir, flag, one_of
from timeline.cli.review_desk import ReviewDesk
from timeline.cli.streams import data, say
from timeline.review.desk import Order, Wanted

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
ORDERS: tuple[Order, ...] = ("date", "surest", "doubtful")


def command(
    filters: Filters,
    order: Annotated[
        str,
        typer.Option(
            metavar="ORDER", help=f"{', '.join(ORDERS)}.", autocompletion=completions.among(ORDERS)
        ),
    ] = "date",
    left: Annotated[bool, flag("Only events without a verdict.", "--left")] = False,
    terminal: Annotated[bool, flag("In this terminal, without a browser.", "--terminal")] = False,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, metavar="N", help="The page's port. 0: one that is free."),
    ] = 0,
    no_browser: Annotated[
        bool, flag("Print the page's address, open nothing.", "--no-browser")
    ] = False,
    author: Author = None,
    out_dir: StoreDir = DATA_OUT,
    *,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Accept, correct or reject events one by one.

    On a page that only this machine's browser can open, or with --terminal here. Every key pressed
    is a decision at once, the same as that of a command: end whenever you like.
    """
    one_of("--order", order, ORDERS)
    filters.query()  # refuses what can't be
    desk = ReviewDesk(out_dir, Signed(author=author).name())
    wanted = Wanted(typed(filters), left, filters.all_, order=_order(order))
    desk.listed(wanted)  # there is a store, and it can be asked so
    if terminal:
        from timeline.review import terminal as keyed

        keyed.run(desk, wanted)
        return
    from timeline.review.web.server import Server

    server = Server(desk, wanted, name=desk.author, port=port)
    with data("table") as out:
        out.write(f"{server.address}\n")
    if not quiet:
        say("this address is for this machine's browser; Ctrl-C ends it, and loses nothing")
    if not no_browser:
        _open(server.once)
    server.run()


def _open(address: str) -> None:
    """Open an address in a browser, where there is a screen for one."""
    import webbrowser

    screen = sys.platform in ("win32", "darwin") or any(map(os.environ.get, _SCREENS))
    if not screen or not webbrowser.open(address):
        say("no browser could be opened: open the address yourself")


def typed(filters: Filters) -> dict[str, list[str]]:
    """Filters by the names of their options, as they would be typed; without --all."""
    told: dict[str, list[str]] = {}
    for one in fields(filters):
        value = getattr(filters, one.name)
        if not value or one.name == "all_":
            continue
        values = list(map(str, value)) if isinstance(value, list) else [str(value)]
        told[one.name.strip("_").replace("_", "-")] = values
    return told


def _order(name: str) -> Order:
    return next(one for one in ORDERS if one == name)
