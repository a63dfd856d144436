"""The review in a real browser, over a real store: by keyboard alone, by two at once, in forms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from drawn_pdf import make_pdf
from review_page import Open, at, counts, held_back, said, title, written
from reviewing import decided, served, stored
from timeline.cli.review_desk import ReviewDesk
from timeline.review.desk import Asked, Wanted


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return stored(tmp_path)


@pytest.fixture
def visit(open_review: Open) -> Open:
    return open_review


def test_ten_are_reviewed_by_keyboard_one_is_taken_back_and_nine_stand(
    store: Path, visit: Open
) -> None:
    with served(store) as server:
        page = visit(server)
        counts(page, "11 of 11 left, 0 accepted, 0 rejected")
        for number in range(10):
            before = title(page)
            page.keyboard.press("r" if number % 3 == 2 else "a")
            page.wait_for_function(
                "t => document.getElementById('title').textContent !== t", arg=before
            )
        counts(page, "1 of 11 left, 7 accepted, 3 rejected")
        written(store, 10, page)
        page.keyboard.press("z")
        counts(page, "2 of 11 left, 6 accepted, 3 rejected")
        told = written(store, 9, page)
        page.reload()
        page.wait_for_selector("#title")
        counts(page, "2 of 11 left, 6 accepted, 3 rejected")
        assert {d["author"] for d in told} == {"Ana M."}
        assert [d["action"] for d in told].count("hide") == 3
        # What was done before the page was loaded anew can be taken back, too.
        page.keyboard.press("z")
        counts(page, "3 of 11 left, 6 accepted, 2 rejected")
        written(store, 8, page)
        assert page.said == []


def test_keys_pressed_fast_each_decide_on_another_event(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        for _ in range(6):
            page.keyboard.press("a")
        counts(page, "5 of 11 left, 6 accepted, 0 rejected")
        told = written(store, 6, page)
        assert len({d["event"][0]["id"] for d in told}) == 6


def test_two_people_see_each_other_s_word_and_lose_none(store: Path, visit: Open) -> None:
    with served(store) as server, served(store, name="Ben") as other:
        ana, ben = visit(server), visit(other)
        first = title(ana)
        ben.keyboard.press("ArrowDown")
        ben.keyboard.press("e")
        ben.fill("#form [name=title]", "Half a")
        ana.keyboard.press("a")
        written(store, 1, ana)
        ben.wait_for_function("() => !document.getElementById('news').hidden", timeout=10_000)
        assert first in ben.locator("#news").inner_text()
        counts(ben, "10 of 11 left, 1 accepted, 0 rejected")
        assert ben.locator("#form [name=title]").input_value() == "Half a"
        ben.keyboard.press("Enter")
        at(ben, "Half a")
        told = written(store, 2, ben)
        assert [d["author"] for d in told] == ["Ana M.", "Ben"]
        ana.wait_for_function(
            "() => document.getElementById('rows').textContent.includes('Half a')", timeout=10_000
        )


def test_a_form_keeps_what_was_typed_when_it_is_refused(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("e")
        page.fill("#form [name=date]", "next Tuesdayish")
        page.fill("#form [name=title]", "Told anew")
        page.keyboard.press("Enter")
        page.wait_for_selector("#form .alarm:visible")
        assert "next Tuesdayish" in page.locator("#form .alarm").inner_text()
        assert page.locator("#form [name=title]").input_value() == "Told anew"
        assert decided(store) == []
        # Nor is it given up for a click elsewhere.
        page.click("#row-3")
        assert page.locator("#form [name=title]").input_value() == "Told anew"
        page.fill("#form [name=date]", "2020-03-03")
        page.focus("#form [name=date]")
        page.keyboard.press("Enter")
        at(page, "Told anew")
        (told,) = written(store, 1, page)
        assert told["set"] == {"date": "2020-03-03", "title": "Told anew"}
        assert page.locator("p.when time").inner_text() == "3 Mar 2020"
        assert not page.locator("#form").is_visible()


def test_escape_gives_a_form_up_and_the_focus_back(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.focus("#tools [data-key=n]")
        page.keyboard.press("Enter")
        page.wait_for_selector("#form textarea")
        page.keyboard.type("not to be kept")
        page.keyboard.press("Escape")
        assert not page.locator("#form").is_visible()
        assert page.evaluate("document.activeElement.dataset.key") == "n"
        assert decided(store) == []


def test_notes_and_tags_are_put_on_and_taken_off(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("n")
        page.keyboard.type("call the port")
        page.keyboard.press("Enter")
        page.wait_for_selector(".facts >> text=call the port")
        page.keyboard.press("t")
        page.keyboard.type("harbour, money")
        page.keyboard.press("Enter")
        page.wait_for_selector(".badge.tag >> text=#money")
        page.keyboard.press("t")
        page.wait_for_function("() => document.querySelectorAll('#known-tags option').length === 2")
        page.click("#form >> text=#money ✕")
        page.wait_for_function("() => document.querySelectorAll('#told .badge.tag').length === 1")
        assert [d["action"] for d in written(store, 3, page)] == ["note", "tag", "untag"]
        page.keyboard.press("f")
        page.fill("input[name=tagged]", "harbour")
        page.wait_for_function("() => document.querySelectorAll('.row').length === 1")


def test_two_are_joined_and_parted_again(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("j")
        page.keyboard.type("dockers march")
        page.wait_for_function("() => document.querySelectorAll('.found input').length === 1")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelectorAll('#told figure').length === 2")
        counts(page, "10 of 10 left, 0 accepted, 0 rejected")
        page.keyboard.press("s")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelectorAll('#told figure').length === 1")
        counts(page, "11 of 11 left, 0 accepted, 0 rejected")
        assert [d["action"] for d in written(store, 2, page)] == ["join", "split"]
        page.keyboard.press("z")
        counts(page, "10 of 10 left, 0 accepted, 0 rejected")
        page.keyboard.press("z")
        counts(page, "11 of 11 left, 0 accepted, 0 rejected")
        assert page.locator("#news").is_hidden()
        assert page.said == []


def test_a_late_answer_takes_no_focus_from_the_events_found(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("j")
        page.keyboard.type("dockers marc")
        page.wait_for_function("() => document.querySelectorAll('.found input').length === 1")
        late: list[Any] = []

        def held(route: Any) -> None:
            late.append(route)

        page.route("**/near?**", held)
        page.keyboard.type("h")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.type") == "checkbox"
        with page.expect_response("**/near?**"):
            held_back(page, late)[-1].continue_()
        page.wait_for_timeout(100)
        assert page.evaluate("document.activeElement.type") == "checkbox"


def test_the_nearest_in_time_come_first_to_be_joined(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("j")
        page.wait_for_selector(".found label")
        near = page.locator(".found label").all_inner_texts()
        assert "9 Mar 2020" in near[0] and "1 Apr 2020" in near[1]
        assert len(near) == 11  # trivial ones, too


def test_filters_order_and_place_outlive_a_reload(store: Path, visit: Open) -> None:
    with served(store, Wanted({"type": ("accident",)}, order="doubtful")) as server:
        page = visit(server)
        counts(page, "1 of 1 left, 0 accepted, 0 rejected")
        assert page.locator("#order").input_value() == "doubtful"
        page.keyboard.press("f")
        page.select_option("select[name=type]", "")
        counts(page, "11 of 11 left, 0 accepted, 0 rejected")
        page.fill("input[name=since]", "2020-09")
        counts(page, "3 of 3 left, 0 accepted, 0 rejected")
        page.fill("input[name=text]", "QUAYS vote")
        counts(page, "1 of 1 left, 0 accepted, 0 rejected")
        at(page, "Town to vote on the quays")
        page.reload()
        at(page, "Town to vote on the quays")
        counts(page, "1 of 1 left, 0 accepted, 0 rejected")
        assert page.locator("#active").inner_text() == "(1)"
        page.keyboard.press("f")
        page.fill("input[name=text]", "")
        page.fill("input[name=until]", "2019")
        page.wait_for_selector("#filter-alarm:visible")
        assert "it lies before --since" in page.locator("#filter-alarm").inner_text()
        page.fill("input[name=until]", "")
        counts(page, "3 of 3 left, 0 accepted, 0 rejected")
        page.wait_for_selector("#filter-alarm", state="hidden")


def test_what_is_left_is_shown_until_it_is_done(store: Path, visit: Open) -> None:
    with served(store, Wanted(left=True)) as server:
        page = visit(server)
        first = title(page)
        page.keyboard.press("a")
        page.wait_for_function("t => document.getElementById('title').textContent !== t", arg=first)
        page.keyboard.press("b")
        at(page, first)  # it stays within reach
        page.wait_for_selector("p.badges >> text=✓ accepted")
        page.select_option("#verdict", "accepted")
        page.wait_for_function("() => document.querySelectorAll('.row').length === 1")
        page.select_option("#verdict", "left")
        page.wait_for_function("() => document.querySelectorAll('.row').length === 10")
        for _ in range(10):
            page.keyboard.press("r")
        said(page, "Nothing is left to review here")
        counts(page, "0 of 11 left, 1 accepted, 10 rejected; 10 shown")


def test_the_source_stands_beside_with_the_quote_in_sight(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server, "#?text=crane+falls")
        at(page, "Crane falls on the north quay")
        page.wait_for_selector("#source mark.now")
        assert "Crane falls" in page.locator("#source mark.now").inner_text()
        first = page.locator("#source h2").inner_text()
        page.keyboard.press("o")
        page.wait_for_function(
            "t => document.querySelector('#source h2').textContent !== t", arg=first
        )
        box = page.locator("#source .text").bounding_box()
        mark = page.locator("#source mark.now").bounding_box()
        assert box["y"] <= mark["y"] <= box["y"] + box["height"]
        assert page.locator("#event mark b").first.inner_text() == "2"


def test_a_store_that_another_run_holds_is_waited_for(store: Path, visit: Open) -> None:
    from timeline.store.locking import take

    with served(store) as server:
        page = visit(server)
        lock = take(store)
        try:
            page.keyboard.press("a")
            said(page, "another run is writing")
            assert decided(store) == []
        finally:
            lock.close()
        counts(page, "10 of 11 left, 1 accepted, 0 rejected")
        written(store, 1, page)


def test_what_could_not_be_written_is_kept_to_be_tried_again(store: Path, visit: Open) -> None:
    from timeline.store.locking import take

    with served(store) as server:
        page = visit(server)
        lock = take(store)
        try:
            page.keyboard.press("a")
            page.wait_for_selector("#failed:visible", timeout=15_000)
            counts(page, "11 of 11 left, 0 accepted, 0 rejected")
        finally:
            lock.close()
        page.click("#failed >> text=Try again")
        written(store, 1, page)
        counts(page, "10 of 11 left, 1 accepted, 0 rejected")


def test_every_key_has_a_button_and_says_so(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        shown = page.locator("button[data-key]:visible").evaluate_all(
            "all => all.map(b => [b.dataset.key, b.textContent + (b.ariaLabel || '')])"
        )
        assert {"a", "r", "e", "j", "s", "n", "t", "z", "b", ".", "?"} <= {key for key, _ in shown}
        assert all(key in text for key, text in shown)
        page.keyboard.press("?")
        told = page.locator("#key-list").inner_text()
        assert all(f"\n{key}\n" in f"\n{told}\n" for key in "arejsntzuow/fl")
        page.keyboard.press("Escape")
        page.wait_for_selector("#keys", state="hidden")
        page.keyboard.press("?")
        page.uncheck("#letters")
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        page.wait_for_timeout(300)
        assert decided(store) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(store: Path, visit: Open, width: int, scheme: str) -> None:
    with served(store) as server:
        options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
        page = visit(server, **options)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for key in ("a", "r", "e"):
            assert page.locator(f"#tools [data-key={key}]").is_visible()
        page.keyboard.press("l" if width < 700 else "f")
        assert page.locator("#rows").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.said == []


def test_words_of_articles_stay_words(tmp_path: Path, visit: Open) -> None:
    nasty = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> &amp; \u202eevil"
    store = stored(
        tmp_path, {"n.txt": f"2020-03-02 | death | happened | 0.9 | {nasty} | <b>Bob</b>\n"}
    )
    with served(store) as server:
        page = visit(server)
        page.on("dialog", lambda d: page.said.append("dialog"))
        page.wait_for_selector("#source mark.now")
        page.keyboard.press("e")
        assert "<img src=x" in title(page) and "\u202e" not in title(page)
        assert page.locator("#event img, #source img, #rows img, #event .facts b").count() == 0
        assert page.said == []


def test_nothing_is_asked_of_any_other_server(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        asked: list[str] = []
        page.on("request", lambda r: asked.append(r.url))
        page.reload()
        page.wait_for_selector("#source mark.now")
        assert asked and all(
            re.match(rf"(http://127\.0\.0\.1:{server.port}/{server.token}/|data:)", url)
            for url in asked
        )


def test_what_was_pressed_before_the_page_is_left_is_written(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        for _ in range(4):
            before = title(page)
            page.keyboard.press("a")
            page.wait_for_function(
                "t => document.getElementById('event').ariaBusy === 'false'"
                " && document.getElementById('title').textContent !== t",
                arg=before,
            )
        page.goto("about:blank")
        written(store, 4, page)


def test_a_pdf_stands_beside_and_takes_no_keys(tmp_path: Path, visit: Open) -> None:
    line = "2020-03-02 | death | happened | 0.9 | Lighthouse keeper dies"
    store = stored(tmp_path, {"press.pdf": make_pdf([[(50, 700, 12, line)]])})
    with served(store) as server:
        page = visit(server)
        page.wait_for_selector("#source header >> text=PDF")
        if page.evaluate("navigator.pdfViewerEnabled"):
            assert "press.pdf" in page.locator("#source iframe").get_attribute("src")
            page.wait_for_timeout(500)
            page.click("#source >> text=Text")
        page.wait_for_selector("#source mark.now")
        page.locator("#event").focus()
        page.keyboard.press("a")
        counts(page, "0 of 1 left, 1 accepted, 0 rejected")
        assert page.said == []


def test_what_another_changes_moves_nothing_that_is_read(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server, viewport={"width": 1280, "height": 380})
        page.wait_for_selector("#source mark.now")
        page.evaluate("document.getElementById('event').scrollTop = 60")
        before, place = title(page), page.locator("#told figure").bounding_box()["y"]
        ids = [e.id for e in ReviewDesk(store, "Ben").listed(Wanted())]
        ReviewDesk(store, "Ben").decide(Asked("hide", (ids[5],)))
        counts(page, "10 of 11 left, 0 accepted, 1 rejected")
        page.wait_for_timeout(300)
        assert title(page) == before
        assert abs(page.locator("#told figure").bounding_box()["y"] - place) < 2


def test_an_event_that_another_joined_away_is_gone_on_from(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        ids = [e.id for e in ReviewDesk(store, "Ben").listed(Wanted())]
        ReviewDesk(store, "Ben").decide(Asked("join", (ids[1], ids[0])))
        counts(page, "10 of 10 left, 0 accepted, 0 rejected")
        page.keyboard.press("a")
        counts(page, "9 of 10 left, 1 accepted, 0 rejected")
        assert page.said == []


def test_an_event_that_no_text_tells_of_says_so(store: Path, visit: Open) -> None:
    desk = ReviewDesk(store, "Ben")
    desk.decide(Asked("add", (), {"date": "2020-01-05", "title": "Ferry ordered"}))
    with served(store) as server:
        page = visit(server)
        at(page, "Ferry ordered")
        page.wait_for_selector("#source >> text=No text tells of this event")
        facts = page.locator(".facts").inner_text()
        assert "added by Ben, no text tells of it" in facts and "sure," not in facts
        assert "No text tells" in page.locator("#told").inner_text()
        assert "by hand" in page.locator("#row-0").inner_text()
        assert page.said == []


def test_what_another_changed_is_named(store: Path, visit: Open) -> None:
    desk = ReviewDesk(store, "Ben")
    ids = [e.id for e in desk.listed(Wanted())]
    desk.decide(Asked("hide", (ids[3],)))
    with served(store) as server:
        page = visit(server)
        desk.decide(Asked("set", (ids[3],), {"title": "Talks"}))
        desk.decide(Asked("tag", (ids[3],), tags=("port",)))
        page.wait_for_function("() => !document.getElementById('news').hidden", timeout=10_000)
        assert "“Talks” (title, tags)" in page.locator("#news").inner_text()


def test_a_date_in_words_is_taken_and_what_leaves_the_list_is_said(
    store: Path, visit: Open
) -> None:
    with served(store) as server:
        page = visit(server)
        first = title(page)
        page.keyboard.press("e")
        page.fill("#form [name=date]", "4/3/2020")
        page.keyboard.press("Enter")
        page.wait_for_selector("#form .alarm >> text=it may be")
        page.fill("#form [name=date]", "4 March 2020")
        page.keyboard.press("Enter")
        page.wait_for_selector("p.when >> text=4 Mar 2020")
        page.keyboard.press("e")
        page.fill("#form [name=salience]", "0.1")
        page.keyboard.press("Enter")
        said(page, f"“{first}” has left this list")
        counts(page, "10 of 10 left, 0 accepted, 0 rejected")


def test_a_decision_of_any_length_is_taken_and_taken_back(store: Path, visit: Open) -> None:
    with served(store) as server:
        page = visit(server)
        page.keyboard.press("n")
        page.fill("#form [name=text]", "long " * 14_000)
        page.keyboard.press("Enter")
        written(store, 1, page)
        page.wait_for_selector("#form", state="hidden")
        page.reload()
        page.wait_for_selector(".facts >> text=Note")
        page.keyboard.press("z")
        written(store, 0, page)
        said(page, "Taken back")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_are_seen_and_long_names_stay_within(
    tmp_path: Path, visit: Open, scheme: str
) -> None:
    name = "Extraordinary" * 20
    line = f"2020-03-02 | death | happened | 0.9 | Keeper dies | {name}\n"
    with served(stored(tmp_path, {"n.txt": line})) as server:
        page = visit(server, color_scheme=scheme, viewport={"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("document.getElementById('told').scrollWidth <= innerWidth")
        assert page.locator("#top >> text=Show").is_visible()
        assert page.locator("#top >> text=Order").is_visible()
        contrast = page.evaluate(
            """() => {
              const light = (colour) => {
                const [r, g, b] = colour.match(/[0-9.]+/g).map((n) => n / 255)
                  .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
              const ground = light(getComputedStyle(document.body).backgroundColor);
              return Math.min(...[...document.querySelectorAll("button, select, input")]
                .filter((one) => getComputedStyle(one).borderTopWidth !== "0px")
                .map((one) => getComputedStyle(one))
                .flatMap((s) => [ground, light(s.backgroundColor)]
                  .map((b) => ratio(light(s.borderTopColor), b))));
            }"""
        )
        assert contrast >= 3
