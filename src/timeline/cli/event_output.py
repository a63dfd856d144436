"""Where and how a command writes the events of a store: the options that such commands share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from timeline import render
from timeline.cli import completions
from timeline.cli.destination import DATA_OUT, format_of, output_file
from timeline.cli.global_options import SETTINGS
from timeline.cli.options import (
    AbsolutePaths,
    Force,
    OutputFile,
    OutputOrEmpty,
    StoreDir,
    flag,
    one_of,
    single,
)
from timeline.cli.printers import EventPrinter
from timeline.errors import UsageError
from timeline.render.interface import known, of_locale

# Layout -> the format that has it.
LAYOUTS = {"table": "table", "list": "list", "vertical": "html", "horizontal": "html"}


# The formats with a title, and with words in the reader's language.
PAGES = ("html", "docx", "xlsx")


@dataclass(frozen=True)
class EventOutput:
    """The store that events come from, the file they go to and how they look."""

    output_: OutputFile = None
    force: Force = False
    out_dir: StoreDir = DATA_OUT
    layout: Annotated[
        str | None,
        single(
            "table or list on the terminal; vertical or horizontal for html.",
            "NAME",
            completed=completions.among(LAYOUTS),
        ),
    ] = None
    title: Annotated[str, single("What a page is headed with.", "TEXT")] = ""
    ui: Annotated[
        str | None,
        single(
            "The language of a page's own words: en, fr; by default your locale's.",
            "CODE",
            completed=completions.among(("en", "fr")),
        ),
    ] = None
    absolute_paths: AbsolutePaths = False
    excel: Annotated[bool, flag("CSV that Excel knows to be UTF-8.", "--excel")] = False
    quotes: Annotated[bool, flag("Quotes in the list too.", "--quotes")] = False
    ranges: Annotated[
        bool, flag("In a calendar also what takes longer than a week.", "--ranges")
    ] = False

    def printer(
        self, output: OutputOrEmpty, columns: Sequence[str] = ()
    ) -> tuple[Path, EventPrinter]:
        """(the store's directory, what prints its events, these columns). Raises UsageError."""
        output = replace(output, csv=output.csv or self.excel)
        asked = output.asked() or self.layout
        file = output_file(self.output_, asked, self.out_dir, render.FORMATS)
        how: dict[str, Any] = {
            "quotes": self.quotes,
            "horizontal": self.layout == "horizontal",
            "absolute": self.absolute_paths,
            "title": self.title,
            "language": self._language(),
            "ranges": self.ranges,
        }
        told = self._format(output, file)
        self._of_use(told)
        printer = output.events(
            told, file=file, force=self.force, bom=self.excel, how=how, columns=columns
        )
        return self.out_dir, printer

    def _of_use(self, format_name: str) -> None:
        """Raise UsageError for an option of the command line that the format has no use for; a
        setting speaks of those formats that have."""
        if format_name in PAGES:
            return
        for option in ("title", "ui"):
            if option in SETTINGS.given:
                why = f"{format_name} has no {'title' if option == 'title' else 'words of its own'}"
                raise UsageError(f"--{option}", why, f"leave it out, or use {', '.join(PAGES)}")

    def _language(self) -> str:
        return of_locale(os.environ) if self.ui is None else one_of("--ui", self.ui, known())

    def _format(self, output: OutputOrEmpty, file: str | None) -> str:
        """The format: as asked for, as the file is called, or the one that has the layout."""
        layout = self.layout
        has_it = None if layout is None else LAYOUTS[one_of("--layout", layout, LAYOUTS)]
        format_name = output.format_name(format_of(file) or has_it)
        if layout == "list" and format_name == "table":
            return "list"
        if has_it not in (None, format_name):
            why = f"{format_name} has no {layout} layout"
            raise UsageError("--layout", why, f"use --format {has_it}")
        return format_name
