"""`timeline` with the made-up pipeline, for tests that need a process of their own.

usage: fake_timeline.py SECONDS ARGUMENTS...: SECONDS is what each article takes; from the second
article on it says "reading" on standard error before it begins.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

if __name__ == "__main__":
    import made
    from timeline import pipeline, result_keys
    from timeline.cli import main
    from timeline.opening import Opened

    pause = float(sys.argv[1])
    done: list[str] = []

    def slow(known: Opened, nearby: Sequence[str] = ()) -> pipeline.Result:
        if done:
            sys.stderr.write(f"reading {len(done)}\n")
            sys.stderr.flush()
        time.sleep(pause)
        done.append(known.article.id)
        return made.process(known)

    stand_ins: dict[str, Any] = {"process": slow, "merge": made.merge, "mend": made.mend}
    rules = patch.object(result_keys, "fingerprint", lambda: "rules 1")
    with patch.multiple(pipeline, **stand_ins), rules:
        sys.exit(main(sys.argv[2:]))
