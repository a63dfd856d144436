// -- the list: all its lines are known, those in sight are drawn --------------------------------
const HIGH = 76, CHUNK = 5000, FIRST = 300;

function index() {
  state.places = new Map(state.rows.map((row, n) => [get(row, "id"), n]));
}

function fits(row, show, tag) {
  if (tag && !get(row, "tags").includes(tag)) return false;
  const verdict = get(row, "verdict");
  // What was decided here stays in sight until something else is asked for.
  return !show || state.mine.has(get(row, "id")) || (verdict || "left") === show;
}

function choose() {
  const show = $("verdict").value, tag = $("filters").elements.tagged.value.trim();
  state.view = [];
  state.rows.forEach((row, n) => { if (fits(row, show, tag)) state.view.push(n); });
}

function count() {
  let accepted = 0, rejected = 0;
  for (const row of state.rows) {
    const verdict = get(row, "verdict");
    if (verdict === "accepted") accepted += 1;
    if (verdict === "rejected") rejected += 1;
  }
  const all = state.rows.length, left = all - accepted - rejected;
  $("counts").textContent = `${left.toLocaleString("en")} of ${all.toLocaleString("en")} left`
    + `, ${accepted.toLocaleString("en")} accepted, ${rejected.toLocaleString("en")} rejected`
    + (state.view.length < all ? `; ${state.view.length.toLocaleString("en")} shown` : "");
  $("counts").title = "Of all events that the filters find; Show and Tag choose which of them are shown";
  const bar = $("progress");
  bar.setAttribute("aria-valuemax", all || 1);
  bar.setAttribute("aria-valuenow", accepted + rejected);
  bar.setAttribute("aria-valuetext", $("counts").textContent);
  bar.firstElementChild.style.width = `${100 * accepted / (all || 1)}%`;
  bar.lastElementChild.style.width = `${100 * rejected / (all || 1)}%`;
  document.title = left ? `${left.toLocaleString("en")} left – Review` : "Review";
}

// What is not written yet is not said to be.
const marked = (verdict, waits) => waits
  ? { accepted: "… accepting", rejected: "… rejecting" }[verdict] : { accepted: "✓ accepted", rejected: "✗ rejected" }[verdict];

function line(at) {
  const row = state.rows[state.view[at]], verdict = get(row, "verdict"), tags = get(row, "tags");
  const now = at === state.at;
  return el("div", {
    class: `row is-${get(row, "status")} ${verdict || "left"}`, role: "option", id: `row-${at}`,
    "aria-selected": String(now), "aria-posinset": at + 1, "aria-setsize": state.view.length,
    style: null, onclick: () => perform(() => go(at)),
  },
  el("span", { class: "first" }, el("time", {}, get(row, "when")),
    verdict && el("span", { class: `verdict ${verdict}` }, marked(verdict, pending(get(row, "id")))),
    get(row, "noted") ? el("span", { title: "has a note" }, "✎", el("span", { class: "unseen" }, " has a note")) : null,
    tags.length ? el("span", { class: "tags" }, tags.map((tag) => `#${tag}`).join(" ")) : null,
    get(row, "sources") ? el("span", { class: "sure" }, `${Math.round(100 * get(row, "sure"))} %`, el("span", { class: "unseen" }, " sure"))
      : el("span", { class: "sure" }, "by hand")),
  el("span", { class: "name" }, get(row, "title")));
}

function draw() {
  const box = $("rows"), room = $("room");
  room.style.height = `${state.view.length * HIGH}px`;
  const from = Math.max(0, Math.floor(box.scrollTop / HIGH) - 5);
  const to = Math.min(state.view.length, from + Math.ceil(box.clientHeight / HIGH) + 12);
  const drawn = [];
  for (let at = from; at < to; at += 1) drawn.push(at);
  if (state.at >= 0 && (state.at < from || state.at >= to)) drawn.push(state.at);
  room.replaceChildren(...drawn.map((at) => {
    const made = line(at);
    made.style.top = `${at * HIGH}px`;
    return made;
  }));
  if (!state.view.length) {
    room.append(el("p", { class: "none" }, state.rows.length ? "Nothing of that kind is left here." : "No event to show."));
  }
  if (state.at >= 0) box.setAttribute("aria-activedescendant", `row-${state.at}`);
  else box.removeAttribute("aria-activedescendant");
  $("place").textContent = state.at < 0 ? "" : `${(state.at + 1).toLocaleString("en")} / ${state.view.length.toLocaleString("en")}`;
}

function reveal() {
  const box = $("rows"), top = state.at * HIGH;
  if (state.at < 0) return;
  if (top < box.scrollTop) box.scrollTop = Math.max(0, top - HIGH);
  else if (top + HIGH > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * HIGH - box.clientHeight;
}

// Fetch the list. quiet: nothing of what is seen is taken away, and what others changed meanwhile is
// told; own: they did not, this page did.
async function load({ quiet = false, own = false, id = null } = {}) {
  const run = ++state.asked, asked = { ...filterValues(), order: $("order").value };
  const before = currentId(), place = state.at, open = state.form !== null;
  const old = quiet && !own ? new Map(state.rows.map((row) => [get(row, "id"), JSON.stringify(row)])) : null;
  let rows = [], told, early = null;
  do {
    told = await ask("events", { ...asked, offset: rows.length, limit: rows.length ? CHUNK : quiet ? 10000 : FIRST });
    if (run !== state.asked) return;
    if (!quiet && !rows.length) early = first(told.rows, id || before);
    rows = rows.concat(told.rows);
  } while (told.rows.length && rows.length < told.total);
  if (quiet && state.working) return;  // it is older than what was just decided
  const wanted = (!quiet && currentId()) || id || before;
  // What was decided while the rest came stays.
  state.rows = quiet ? rows : state.rows.concat(rows.slice(state.rows.length));
  state.version = told.version;
  index();
  choose();
  count();
  state.at = place_of(wanted);
  if (old) news(old);
  if (open) { draw(); return; }  // what is typed stays, and what it is about
  if (state.at < 0 && state.view.length) state.at = quiet ? Math.min(Math.max(place, 0), state.view.length - 1) : nextLeft(-1);
  draw();
  reveal();
  if (early && early === currentId()) await state.showing;
  else await shown();
}

const place_of = (id) => state.view.findIndex((n) => get(state.rows[n], "id") === id);

// The first lines are shown, and one event of theirs, while the others come.
function first(rows, id) {
  [state.rows, state.mine, state.at] = [rows, new Set(), -1];
  index();
  choose();
  state.at = place_of(id);
  if (state.at < 0 && !id) state.at = state.view.findIndex((n) => !get(state.rows[n], "verdict"));
  draw();
  if (state.at >= 0) shown();
  return currentId();
}

// What of an event somebody changed. before: its line as it was, as JSON; none for a new one.
function differs(row, before) {
  if (!before) return "new here";
  const was = JSON.parse(before), said = { when: "date", noted: "note", sure: "confidence", sources: "sources" };
  const other = Object.entries(state.columns).filter(([, n]) => JSON.stringify(row[n]) !== JSON.stringify(was[n])).map(([name]) => name);
  const names = other.filter((name) => !["id", "start", "end", "verdict"].includes(name)).map((name) => said[name] || name);
  if (other.includes("verdict")) names.unshift(get(row, "verdict") || "verdict taken back");
  return names.join(", ") || "date";
}

function news(old) {
  const changed = state.rows.filter((row) => old.get(get(row, "id")) !== JSON.stringify(row));
  const here = new Set(state.rows.map((row) => get(row, "id")));
  const gone = [...old.keys()].filter((id) => !here.has(id));
  if (!changed.length && !gone.length) return;
  const told = changed.slice(0, 3).map((row) => `“${short(get(row, "title"), 40)}” (${differs(row, old.get(get(row, "id")))})`);
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : "";
  const left = gone.length ? `; ${counted(gone.length, "event")} gone` : "";
  $("news").hidden = false;
  $("news").textContent = `Changed meanwhile, by somebody else: ${told.join(", ") || "nothing"}${more}${left}`;
}

function nextLeft(from) {
  const size = state.view.length;
  for (let step = 1; step <= size; step += 1) {
    const at = (from + step + size) % size;
    if (!get(state.rows[state.view[at]], "verdict")) return at;
  }
  return from < 0 && size ? 0 : -1;
}

async function go(at) {
  if (state.form && !closeForm(true)) return;
  if (at < 0 || at >= state.view.length) return;
  state.at = at;
  $("news").hidden = true;
  document.body.classList.remove("listing");
  $("open-list").setAttribute("aria-expanded", "false");
  draw();
  reveal();
  await shown();
}

// Put the lines that an answer holds in the place of those that are known.
function patch(told) {
  for (const row of told.rows) {
    const n = state.places.get(get(row, "id"));
    if (n !== undefined) state.rows[n] = row;
  }
}
