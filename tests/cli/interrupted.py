"""`timeline` with the made-up pipeline that stops where it writes, for tests that interrupt it.

usage: interrupted.py WHERE ARGUMENTS...: says "here" on standard error when it gets to WHERE (csv:
a file of CSV is half written; decide: a decision is to be saved; laid: it is saved, the store not
yet changed), then waits.
"""

import csv
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))


def wait() -> None:
    sys.stderr.write("here\n")
    sys.stderr.flush()
    time.sleep(30)


def half_a_table(page: Any, out: Any) -> None:
    csv.writer(out).writerow(["id", "date"])
    out.flush()
    wait()


if __name__ == "__main__":
    import made
    from timeline import decisions, pipeline
    from timeline.cli import main
    from timeline.render import to_csv

    where = sys.argv[1]
    save = decisions.save

    def stopped(ledger: Any) -> None:
        if where == "laid":
            save(ledger)
        wait()

    stand_ins: dict[str, Any] = {
        "merge": made.merge,
        "mend": made.mend,
        "fingerprint": lambda: "rules 1",
    }
    with (
        patch.multiple(pipeline, **stand_ins),
        patch.object(to_csv, "chronology", half_a_table),
        patch.object(decisions, "save", stopped),
    ):
        sys.exit(main(sys.argv[2:]))
