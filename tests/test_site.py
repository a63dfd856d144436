"""The documentation site builds without a warning: every page is reached, every link leads on."""

from pathlib import Path

import pytest
from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_the_site_builds(tmp_path: Path) -> None:
    docs, out = str(ROOT / "docs"), tmp_path / "site"
    app = Sphinx(
        docs, docs, str(out), str(tmp_path / "trees"), "html", warningiserror=True, status=None
    )
    app.build()
    assert app.statuscode == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "reference/commands.html" in page
    # Nothing is fetched while a page is read.
    assert 'src="http' not in page
