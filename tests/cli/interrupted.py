"""`timeline` with the made-up pipeline that stops where it writes, for tests that interrupt it.

usage: interrupted.py WHERE ARGUMENTS...: says "here" on standard error when it gets to WHERE (csv:
a file of CSV is half written; decide: a decision is to be laid over the chronology; laid: the store
is changed, the file of decisions is not yet put in its place), then waits.
"""

import csv
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
    for number in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT")):
        # What starts the tests may have them ignored, as `nohup` does.
        told = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        signal.signal(number, told)
    import made
    from timeline import decisions, pipeline, result_keys
    from timeline.cli import main
    from timeline.render import to_csv

    where = sys.argv[1]
    saving = decisions.saving

    @contextmanager
    def stopped(ledger: Any) -> Iterator[None]:
        with saving(ledger):
            if where == "decide":
                wait()
            yield
            wait()

    stand_ins: dict[str, Any] = {
        "merge": made.merge,
        "mend": made.mend,
    }
    with (
        patch.multiple(pipeline, **stand_ins),
        patch.object(result_keys, "fingerprint", lambda: "rules 1"),
        patch.object(to_csv, "chronology", half_a_table),
        patch.object(decisions, "saving", stopped),
    ):
        sys.exit(main(sys.argv[2:]))
