"""The ways through the page: years and months, names that lead to their events, links to copy."""

from typing import Any

from made import event
from timeline.model import Actor, Place
from written import write

WIDE = {"viewport": {"width": 1280, "height": 900}}


def settle(page: Any) -> None:
    page.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")


def shown(page: Any) -> list[str]:
    return list(page.locator(".event:not([hidden]) .title").all_text_contents())


def years() -> list[Any]:
    ana, bo = Actor(name="Ana", kind="person", aliases=("A.",)), Actor(name="Bo", kind="person")
    many = [
        event(
            f"m{n}",
            f"2020-{n % 4 + 1:02d}-{n + 1:02d}",
            title="Ballot" if n < 8 else "Vote",
            actors=(ana,),
        )
        for n in range(20)
    ]
    other = event("e1", "2019-05-01", title="Talks", actors=(bo,), places=(Place(name="Linz", kind="city", country="AT"),))  # fmt: skip
    return [event("e0", "2001/..", title="It goes on", actors=(ana,)), other, *many]


def links(page: Any) -> list[str]:
    found = page.locator("#times .years > li:not([hidden]) > a").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def test_years_and_months_are_listed_with_what_the_filters_leave(visit: Any) -> None:
    page = visit(write("html", *years())[0], **WIDE)
    assert links(page) == ["Already under way 1", "2019 1", "2020 20"]
    months = page.locator("#times .months")
    assert months.count() == 1, "a year of few events needs none"
    assert not months.locator("a").first.is_visible()
    months.locator("summary").click()
    assert months.locator("a").all_inner_texts() == ["Jan 5", "Feb 5", "Mar 5", "Apr 5"]
    months.locator("a", has_text="Mar").click()
    assert page.url.endswith("#t2020-03")
    page.fill("input[name=text]", "ballot")
    settle(page)
    assert links(page) == ["2020 8"]
    assert page.said == []


def test_the_list_is_at_the_side_where_there_is_room_and_closed_on_a_phone(visit: Any) -> None:
    text, _ = write("html", *years())
    page = visit(text, **WIDE)
    page.evaluate("document.getElementById('t2020-04').scrollIntoView()")
    nav, main = (page.locator(where).bounding_box() for where in ("#times > details", "main"))
    assert nav["x"] > main["x"] + main["width"]
    assert 0 <= page.locator("#times summary").first.bounding_box()["y"] < 900, "it stays in sight"
    page.wait_for_function(
        "() => document.querySelector('#times [aria-current]')?.hash === '#t2020'"
    )
    page = visit(text, viewport={"width": 390, "height": 800})
    assert not page.locator("#times .years").is_visible()
    page.locator("#times summary").first.click()
    assert page.locator("#times .years").is_visible()


def test_without_scripts_the_years_are_plain_links(visit: Any) -> None:
    page = visit(write("html", *years())[0], java_script_enabled=False, **WIDE)
    page.locator("#times a", has_text="2019").click()
    assert page.url.endswith("#t2019")
    assert page.locator("#actors a[href]").count() == 0, "what a script would do is no link"


def test_a_name_leads_to_its_events(visit: Any) -> None:
    page = visit(write("html", *years())[0], **WIDE)
    page.locator("#actors a", has_text="Bo").click()
    settle(page)
    assert shown(page) == ["Talks"]
    assert page.locator("#count").inner_text() == "1 of 22 events"
    assert page.locator("#in-use").inner_text() == "(1)"
    assert page.evaluate("document.activeElement.id") == "events"
    page.locator("#places a", has_text="Graz").click()
    settle(page)
    assert len(shown(page)) == 21, "one name after another, not both at once"
    page.click("button[type=reset]")
    settle(page)
    assert len(shown(page)) == 22
    assert page.locator("#in-use").inner_text() == ""
    assert not page.locator("#filters button[type=reset]").is_visible()
    page.locator("#places a", has_text="Graz").click()
    settle(page)
    assert len(shown(page)) == 21, "the same once more"
    page.locator("#sources a[data-value]").first.click()
    settle(page)
    assert len(shown(page)) == 22, "all are of one source: no filter parts them"
    assert page.said == []


def test_the_link_to_an_event_is_copied_and_that_is_told(visit: Any) -> None:
    text, _ = write("html", *years())
    page = visit(text, permissions=["clipboard-read", "clipboard-write"], **WIDE)
    page.locator("#e-e1 summary").click()
    page.locator("#e-e1 button").click()
    page.wait_for_function("() => document.querySelector('.unseen').textContent === 'Link copied'")
    assert page.locator("#e-e1 button").inner_text() == "Link copied"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("file:") and copied.endswith("/page.html#e-e1")
    assert page.said == []


def test_where_nothing_may_be_copied_the_address_is_there_to_be(visit: Any) -> None:
    page = visit(write("html", *years())[0], **WIDE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("#e-e1 summary").click()
    page.locator("#e-e1 button").click()
    field = page.locator("#e-e1 .to-copy")
    assert field.input_value().endswith("#e-e1")
    assert page.evaluate("getSelection().toString()").endswith("#e-e1")
    assert field.get_attribute("aria-label") == "Copy the address:"


def focused(page: Any) -> str:
    return str(
        page.evaluate("(e => e.closest('.event')?.id || e.name || e.id)(document.activeElement)")
    )


def test_where_nothing_fits_a_sentence_says_so_and_a_button_shows_all(visit: Any) -> None:
    page = visit(write("html", *years())[0], **WIDE)
    nothing = page.locator("#nothing")
    assert not nothing.is_visible()
    page.fill("input[name=text]", "zebra")
    settle(page)
    assert nothing.inner_text() == "No event fits. Show all"
    nothing.locator("button").click()
    settle(page)
    assert len(shown(page)) == 22
    assert not nothing.is_visible()
    assert focused(page) == "text", "the button is gone"
    assert page.said == []


def test_enter_leads_from_the_search_to_the_first_found_and_escape_back(visit: Any) -> None:
    page = visit(write("html", *years())[0], **WIDE)
    page.keyboard.press("/")
    page.keyboard.type("talks")
    page.keyboard.press("Enter")
    assert focused(page) == "e-e1"
    page.keyboard.press("Escape")
    assert focused(page) == "text"
    assert page.locator("input[name=text]").input_value() == "talks"
    assert shown(page) == ["Talks"]
    page.keyboard.press("Escape")
    settle(page)
    assert len(shown(page)) == 22
    page.fill("input[name=text]", "zebra")
    page.keyboard.press("Enter")
    assert focused(page) == "text", "nothing is found"
    assert page.said == []


def test_the_keys_are_shown_by_one_of_them_and_by_the_hint(visit: Any) -> None:
    page = visit(write("html", *years(), language="fr")[0], **WIDE)
    page.fill("input[name=text]", "talks")
    keys = page.locator("dialog")
    page.keyboard.press("?")
    assert not keys.is_visible(), "it is a letter of the search"
    page.keyboard.press("Enter")
    page.fill("input[name=text]", "talks")
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    assert keys.is_visible()
    assert "Échap" in keys.inner_text()
    page.keyboard.press("Escape")
    assert not keys.is_visible()
    settle(page)
    assert shown(page) == ["Talks"], "it closed the keys alone"
    page.click("#filters .hint")
    assert keys.is_visible()
    keys.locator("button").click()
    assert not keys.is_visible()
    assert page.said == []


def long_times() -> list[Any]:
    return [event(f"u{n}", f"{1980 + n}/..", title=f"Long {n}") for n in range(12)]


def test_of_many_long_times_six_stand_before_the_days(visit: Any) -> None:
    text, _ = write("html", *long_times(), event("e1", title="A day"))
    page = visit(text, java_script_enabled=False, **WIDE)
    lines = page.locator("#under-way .event")
    assert sum(line.is_visible() for line in lines.all()) == 6
    page.locator("#rest > summary").click()
    assert sum(line.is_visible() for line in lines.all()) == 12
    page = visit(text, **WIDE)
    assert links(page)[0] == "Already under way 12"
    for _ in range(7):
        page.keyboard.press("j")
    assert focused(page) == "e-e1", "what is closed is passed by"
    page.fill("input[name=text]", "long 3")
    settle(page)
    assert page.locator("#e-u3").is_visible(), "found, it is in sight"
    page.click("button[type=reset]")
    settle(page)
    assert not page.locator("#e-u3").is_visible()
    page.evaluate("location.hash = '#e-u4'")
    page.wait_for_function("() => document.activeElement.closest('.event')?.id === 'e-u4'")
    assert page.said == []
