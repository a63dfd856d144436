import re

from made import event
from timeline import render
from written import nasty, write


def test_a_section_a_year_a_period_a_date_an_entry_an_event() -> None:
    text, _ = write(
        "mermaid",
        event("e1", "2019", title="First"),
        event("e2", "2020-08-09", title="Second"),
        event("e3", "2020-08-09", title="Third", status="planned"),
    )
    assert text.splitlines() == [
        "timeline", "    title Chronology", "    section 2019", "        2019 : First",
        "    section 2020", "        9 Aug 2020 : Second : Third (planned)",
    ]  # fmt: skip


def test_a_diagram_is_legible_up_to_some_number_of_events() -> None:
    assert render.most("mermaid") == 60
    assert [name for name in render.FORMATS if render.most(name) is not None] == ["mermaid"]


def test_no_text_breaks_the_diagram() -> None:
    text, _ = write("mermaid", nasty(), event("e2", title="a: b; c%%d\nsection x #1"))
    for line in text.splitlines()[3:]:
        for part in line.strip().removeprefix("section ").split(" : "):
            bare = re.sub(r"#\d+;", "", part)
            assert not set('#:;%"<>{}`&$\\') & set(bare), line
    assert len(text.splitlines()) == 4
