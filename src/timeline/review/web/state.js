// -- what is known here, and how the server is asked --------------------------------------------
const state = {
  start: null, columns: {}, rows: [], places: new Map(), view: [], at: -1, event: null,
  version: "", base: {}, mine: new Set(), form: null, queue: [], working: false, failed: [],
  acted: 0, asked: 0, drawn: null, alarmed: "",
};

// A page that is closed lets a browser send no more than 64 KiB (Fetch standard, keepalive).
const KEPT_ALIVE = 48 * 1024, WAITING = "Waiting: another run is writing …";

// The decisions taken in this page, last last: they outlive its being loaded anew.
const done = {
  name: `timeline done ${location.pathname}`,
  all() { try { return JSON.parse(sessionStorage.getItem(this.name)) || []; } catch { return []; } },
  keep(all) { try { sessionStorage.setItem(this.name, JSON.stringify(all.slice(-500))); } catch { /* full */ } },
  push(one) { this.keep([...this.all(), one]); },
  drop(key) {
    const all = this.all(), at = all.map((one) => one.key).lastIndexOf(key);
    if (at >= 0) all.splice(at, 1);
    this.keep(all);
  },
};

class Refused extends Error {
  constructor(told, code) { super(told); this.told = told; this.code = code; }
}

async function ask(path, given = {}) {
  return answered(await reached(fetch(`api/${path}?${new URLSearchParams(given)}`)));
}

async function send(path, told) {
  // Kept alive: it arrives even where the page is closed the moment after.
  const body = new Blob([JSON.stringify(told)]);
  return answered(await reached(fetch(`api/${path}`, {
    method: "POST", keepalive: body.size < KEPT_ALIVE, headers: { "content-type": "application/json" }, body,
  })));
}

async function reached(asking) {
  try {
    return await asking;
  } catch {
    throw new Refused("timeline review has ended, or can't be reached: start it again", "gone");
  }
}

async function answered(response) {
  let told = null;
  try { told = await response.json(); } catch { /* no answer of ours */ }
  if (response.ok && told) return told;
  const error = told?.error;
  if (!error) throw new Refused(`refused (${response.status}): open the address that timeline review printed`, "refused");
  throw new Refused(`${error.what}: ${error.why}; ${error.how}`, error.code);
}

// A command that writes at the same moment needs a second or two: it is asked again so often.
// early: what was sent as the page was left; it is not sent twice.
async function insist(path, told, early = null, times = 6) {
  try {
    for (let n = 1; ; n += 1) {
      try {
        return await ((n === 1 && early) || send(path, told));
      } catch (error) {
        if (error.code !== "store" || n >= times) throw error;
        say(WAITING);
        await new Promise((go) => setTimeout(go, 700));
      }
    }
  } finally {
    if ($("said").textContent === WAITING) say("");
  }
}

const get = (row, name) => row[state.columns[name]];
const put = (row, name, value) => { row[state.columns[name]] = value; };
const current = () => state.rows[state.view[state.at]] || null;
const currentId = () => (current() ? get(current(), "id") : null);
// Whether the event that is selected is the one in sight.
const drawn = () => state.drawn !== null && state.drawn === currentId();

function remember() {
  const kept = new URLSearchParams(filterValues());
  kept.set("show", $("verdict").value);
  kept.set("order", $("order").value);
  if ($("filters").elements.tagged.value) kept.set("tagged", $("filters").elements.tagged.value);
  if (currentId()) kept.set("id", currentId());
  try { history.replaceState(null, "", `#?${kept}`); } catch { /* too many at once */ }
}
