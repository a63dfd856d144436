"""For all tests: articles are read in the process that is told to, where stand-ins are in place and
models are loaded once. tests/run does without.
"""

from __future__ import annotations

import os

os.environ["TIMELINE_LIMIT_SECONDS"] = os.environ["TIMELINE_LIMIT_MB"] = "0"
