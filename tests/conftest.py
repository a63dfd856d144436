"""For all tests: articles are read in the process that is told to, where stand-ins are in place and
models are loaded once. tests/run does without.
"""

from __future__ import annotations

import os

# Decisions bear no name but those that tests give.
os.environ |= {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "user.name",
    "GIT_CONFIG_VALUE_0": "",
}
os.environ["TIMELINE_LIMIT_SECONDS"] = os.environ["TIMELINE_LIMIT_MB"] = "0"
