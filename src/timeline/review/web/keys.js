// -- keys: each is a button, too --------------------------------------------------------------------
const MOVES = [
  ["↓ or .", "next event", () => go(state.at + 1)], ["↑ or b", "event before", () => go(state.at - 1)],
  ["u", "next that is left", () => { const at = nextLeft(state.at); if (at >= 0) go(at); else say("Nothing is left to review here."); }],
  ["Home, End", "first and last event", null], ["PgUp, PgDn", "scroll the event", null], ["o", "source of the next quote, beside", nextSource],
  ["w", "its page on the web, in a new tab", openWeb], ["/", "search in titles and quotes", null],
  ["f", "filters", null], ["l", "list, where it isn't seen", null], ["Esc", "give up what is typed; leave a field", null],
  ["?", "these keys", null],
];
const ACTS = [
  ["a", "accept: it is right as it is shown", () => judge("accept")], ["r", "reject: it is left out", () => judge("hide")],
  ["e", "edit date, title, type …", edit], ["j", "join with another", join], ["s", "split mentions off", split],
  ["n", "note", note], ["t", "tag", tag], ["z", "undo your last decision; again for the one before", undo],
];

function toggleList() {
  const open = document.body.classList.toggle("listing");
  $("open-list").setAttribute("aria-expanded", String(open));
  if (open) { draw(); reveal(); $("rows").focus(); } else $("event").focus();
}

function search() {
  document.body.classList.add("listing");
  $("open-list").setAttribute("aria-expanded", "true");
  $("filters").elements.text.focus();
  $("filters").elements.text.select();
}

function toggleFilters() {
  document.body.classList.add("listing");
  $("more").open = !$("more").open;
  if ($("more").open) $("filters").elements.type.focus(); else $("rows").focus();
}

function keys() {
  $("key-list").replaceChildren(...[...ACTS, ...MOVES].flatMap(([key, said]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, said)]));
  $("keys").showModal();
}

function scroll(way) {
  const box = wide.matches || getComputedStyle($("event")).overflowY === "auto" ? $("event") : document.scrollingElement;
  box.scrollBy({ top: way * 0.8 * box.clientHeight });
}

const BY_KEY = {
  ...Object.fromEntries(ACTS.map(([key, , act]) => [key, act])),
  ".": MOVES[0][2], b: MOVES[1][2], u: MOVES[2][2], o: nextSource, w: openWeb,
  "/": search, f: toggleFilters, l: toggleList, "?": keys,
  PageDown: () => scroll(1), PageUp: () => scroll(-1),
  ArrowDown: MOVES[0][2], ArrowUp: MOVES[1][2], Home: () => go(0), End: () => go(state.view.length - 1),
};

// What is pressed is done in its turn, and what decides on an event waits until that is in sight:
// nobody decides on what was never shown.
const ON_SIGHT = new Set("arejsnt"), FORMS = new Set("ejsnt");
let turn = Promise.resolve(), pressed = 0;

function perform(act, key = "") {
  const sighted = ON_SIGHT.has(key);
  if (!pressed && (!sighted || drawn())) { act(); return; }
  pressed += 1;
  // What is typed next is meant for the form.
  if (FORMS.has(key)) state.opening = true;
  turn = turn.then(async () => {
    try {
      if (sighted && !drawn()) await state.showing;
      if (!sighted || drawn()) act();
      else say(currentId() ? "This event is not loaded yet: nothing is decided." : "There is no event here to decide on.");
    } catch (error) {
      alarm(error);
    } finally {
      pressed -= 1;
      if (FORMS.has(key)) state.opening = false;
    }
  });
}

const letters = {
  get on() { try { return localStorage.getItem("timeline letters") !== "off"; } catch { return true; } },
  set on(wanted) { try { localStorage.setItem("timeline letters", wanted ? "on" : "off"); } catch { /* not kept then */ } },
};

function escape() {
  if (state.form) { giveUp(); return; }
  alarm(null);
  if (document.body.classList.contains("listing")) { toggleList(); return; }
  $("event").focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("keys").open) return;
  const at = document.activeElement, typing = at?.matches("#form *, select, textarea, input:not([type=checkbox], [type=range])");
  if (event.key === "Escape") { event.preventDefault(); escape(); return; }
  if (typing) return;
  if (state.opening) { event.preventDefault(); return; }
  // In a text that scrolls the arrows scroll.
  if (/^(Arrow|Home|End|Page)/.test(event.key) && at?.matches(".text, [type=range]")) return;
  if (event.key.length === 1 && !letters.on) return;
  const act = BY_KEY[event.key];
  if (!act || (event.repeat && !/^Arrow|^Page|^[.b]$/.test(event.key))) return;
  event.preventDefault();
  perform(act, event.key);
});

document.addEventListener("click", (event) => {
  const key = event.target.closest?.("button[data-key]")?.dataset.key;
  if (key) perform(BY_KEY[key], key);
});
