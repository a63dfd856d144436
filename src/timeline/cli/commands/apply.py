"""timeline apply: an exported spreadsheet, changed and read back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline import content, decisions
from timeline.cli import asking, deciding, decision_ledger, edited_rows, streams
from timeline.cli.destination import check_inputs
from timeline.cli.options import DATA_OUT, SheetOutput, Signed, StoreDir, flag
from timeline.decisions import edits
from timeline.errors import Exit, StoreError, UsageError
from timeline.render import Column
from timeline.store import Store

if TYPE_CHECKING:
    from timeline.cli.edited_rows import Plan
    from timeline.decisions import Ledger
    from timeline.read.tables.grid import Grid

_COLUMNS = (
    Column("id", "Id"),
    Column("title", "Event", wide=True),
    Column("field", "Field"),
    Column("from", "From", wide=True),
    Column("to", "To", wide=True),
)


def command(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="What timeline show --csv wrote, changed: CSV as any program saves it, .xlsx, .ods"
            " or .xls; - for standard input.",
        ),
    ],
    signed: Signed,
    yes: Annotated[bool, flag("Decide so without asking.", "--yes", "-y")] = False,
    dry_run: Annotated[bool, flag("Only tell what would be decided.", "--dry-run")] = False,
    out_dir: StoreDir = DATA_OUT,
    verbose: Annotated[
        bool, flag("Tell how many events the file leaves out.", "-v", "--verbose")
    ] = False,
    *,
    output: SheetOutput,
) -> Exit:
    """Make decisions of what was changed in an exported spreadsheet.

    Rows are read back by id and compared with the events as they are now: date, title, type,
    status, actors, places, amounts, salience, verdict, note and tags become decisions, after they
    were told and asked for. A column delete hides the events it says something of; a row without
    an id adds one. Other columns can't be changed; columns and rows may be left out. One undo, as
    it is told, takes all back.
    """
    printer = output.sheets()
    check_inputs(printer.file, [file])
    name = content.shown(file)
    grid = _grid(file, name)
    ledger = decision_ledger.known(out_dir, output.say)
    with Store.read(out_dir) as store:
        plan = edited_rows.plan(store, ledger, grid, name)
    for error in plan.wrong:
        streams.report(error)
    for said in (*grid.notes, *edited_rows.remarks(plan, verbose=verbose)):
        output.say(said)
    printer.write(_COLUMNS, [_told(edit) for edit in plan.edits])
    ended = Exit.SOME_FAILED if plan.wrong else Exit.OK
    if not _go_on(plan, output, yes=yes, dry_run=dry_run):
        return ended
    _decide(out_dir, grid, name, plan, signed, output)
    return ended


def _grid(file: str, name: str) -> Grid:
    from timeline.read.tables import grid

    if file == "-":
        streams.refuse_terminal("pipe a table in or name a file")
        return grid.read(content.of_stdin(sys.stdin.buffer, name), name, "id")
    return grid.read(content.read(file, name), name, "id")


def _told(edit: edits.Edit) -> dict[str, Any]:
    return {
        "id": edit.event["id"],
        "title": edit.event["title"],
        "field": edit.field,
        "from": edit.before,
        "to": edit.after,
    }


def _go_on(plan: Plan, output: SheetOutput, *, yes: bool, dry_run: bool) -> bool:
    """Say how much would be decided; whether to do so. Raises UsageError where nobody can be
    asked."""
    say = output.say if yes and not dry_run else streams.say
    if not plan.edits:
        output.say(f"{streams.count(plan.rows, 'row')}, nothing changed: nothing is decided")
        return False
    changed = len({edit.event["id"] for edit in plan.edits})
    many = streams.count(len(plan.edits), "change")
    many = f"{many} of {streams.count(changed, 'event')}"
    if dry_run:
        say(f"{many}; nothing is decided")
        return False
    if yes:
        return True
    if not asking.possible():
        how = "add --yes to decide so, or --dry-run to look only"
        raise UsageError("apply", f"{many} would be decided and nobody can be asked", how)
    if asking.agreed(f"decide {many}? [y/N] "):
        return True
    say("nothing is decided")
    return False


def _decide(
    folder: Path, grid: Grid, name: str, plan: Plan, signed: Signed, output: SheetOutput
) -> None:
    """Take all decisions at once, and say how they are taken back."""
    wanted = _summary(plan.edits)
    # The name is asked of git once, not for each decision.
    signed = Signed(signed.reason, signed.name())

    def make(store: Store, ledger: Ledger) -> Ledger:
        now = edited_rows.plan(store, ledger, grid, name).edits
        if _summary(now) != wanted:
            why = "somebody else decided of these events while this was asked"
            raise StoreError(name, why, "run the command again and see what is left to change")
        return decisions.with_decision(ledger, *deciding.edited(store, ledger, now, signed))

    ledger, notes = decision_ledger.change(folder, make)
    many = len(edits.changes(plan.edits))
    last = len(ledger.decisions)
    numbers = f"{last - many + 1}-{last}" if many > 1 else str(last)
    count = streams.count(many, "decision")
    output.say(f"{count} ({numbers}); timeline undo {numbers} takes all back")
    mine = set(range(last - many + 1, last + 1))
    told = {n["number"] for n in notes if mine & set(n["overruled_by"])}
    decision_ledger.tell(ledger, notes, output.say, told | mine)


def _summary(told: Sequence[edits.Edit]) -> list[tuple[str, str, str, str]]:
    return [(one.event["id"], one.field, one.before, one.after) for one in told]
