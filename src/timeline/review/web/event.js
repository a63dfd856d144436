// -- the event ------------------------------------------------------------------------------------
function shown() {
  state.showing = show();
  return state.showing;
}

// What is read no longer goes as soon as its successor lets itself be waited for.
const PATIENCE = 120;

async function show() {
  const row = current(), id = row && get(row, "id"), fresh = state.drawn !== id;
  $("event").setAttribute("aria-busy", String(Boolean(row) && fresh));
  if (!row) {
    state.event = null;
    state.drawn = null;
    $("told").replaceChildren(el("p", { class: "none" }, state.rows.length ? "Nothing to show here: choose another filter." : "No event meets these filters."));
    source(-1);
    remember();
    return;
  }
  let told;
  const waits = fresh ? setTimeout(() => { if (id === currentId() && !drawn()) unloaded(row, "Loading …"); }, PATIENCE) : 0;
  try {
    told = await ask("event", { id });
  } catch (error) {
    if (id !== currentId()) return;
    alarm(error);
    if (!drawn()) unloaded(row, "This event is not loaded: it will be as soon as timeline review answers.");
    return;
  } finally {
    clearTimeout(waits);
  }
  // Meanwhile one went on, or began to type.
  if (id !== currentId() || state.form) return;
  state.drawn = id;
  $("event").setAttribute("aria-busy", "false");
  const same = state.event?.id === id, quotes = same && JSON.stringify(state.event.quotes) === JSON.stringify(told.quotes);
  state.event = told;
  const n = state.places.get(id);
  if (n !== undefined && !pending(id)) { state.rows[n] = told.row; count(); draw(); }
  $("told").replaceChildren(...card(told));
  if (!same) $("event").scrollTop = 0;
  remember();
  if (quotes) point(beside.shown);
  else await source(told.best);
}

// In place of an event that is not here yet: neither its quotes nor those of another.
function unloaded(row, why) {
  state.event = null;
  state.drawn = null;
  $("told").replaceChildren(
    el("p", { class: "when" }, el("time", {}, get(row, "when"))),
    el("h2", { id: "title", class: "title" }, get(row, "title")), el("p", { class: "none" }, why));
  source(-1);
}

const BY_HAND = "No text tells of this event: somebody added it by hand.";

function fact(name, ...inside) {
  const said = inside.flat().filter((one) => one !== null && one !== "");
  return said.length ? el("div", {}, el("dt", {}, name), el("dd", {}, ...said)) : null;
}

function card(told) {
  const row = state.rows[state.places.get(told.id)] || told.row, verdict = get(row, "verdict");
  const status = get(row, "status"), tags = get(row, "tags");
  return [
    el("p", { class: "when" }, el("time", {}, get(row, "when")), ` ${told.precision}`),
    el("h2", { id: "title", lang: told.lang, class: `title ${verdict === "rejected" ? "away" : ""}` }, get(row, "title")),
    el("p", { class: "badges" },
      el("span", { class: `verdict badge ${verdict || "left"}` }, verdict ? marked(verdict, pending(told.id)) : "not reviewed"),
      el("span", { class: "badge type" }, get(row, "type")),
      el("span", { class: "badge status" }, status),
      get(row, "sources") > 1 ? el("span", { class: "badge" }, `${get(row, "sources")} sources`) : null,
      tags.map((tag) => el("span", { class: "badge tag" }, `#${tag}`))),
    el("dl", { class: "facts" },
      fact("Who", told.who.join("; ")),
      fact("Where", told.where.join("; ")),
      fact("Amounts", told.amounts.join("; ")),
      fact("How sure", told.surely, told.sure && el("span", { class: "figure" }, ` ${told.sure}`)),
      fact("Note", told.note),
      fact("Part of", told.part && jump(told.part[0], told.part[1])),
      fact("Decided", told.decided.map((one) => el("span", { class: "line" }, one))),
      fact("Id", el("span", { class: "path" }, told.id))),
    ...told.conflicts.map(differing),
    ...told.quotes.map(quoted),
    told.quotes.length ? null : el("p", { class: "none" }, BY_HAND),
  ].filter((one) => one !== null);
}

function jump(id, title) {
  const n = state.places.get(id), at = n === undefined ? -1 : state.view.indexOf(n);
  return at < 0 ? title : button(title, null, () => perform(() => go(at)), { class: "plain link" });
}

function differing(one) {
  return el("table", { class: "differ" }, el("caption", {}, `Sources differ: ${one.field}`),
    el("tbody", {}, ...one.values.map(([value, sources]) => el("tr", {}, el("th", { scope: "row" }, value), el("td", {}, sources.join("; "))))));
}

function quoted(one, n) {
  const parts = one.parts.map(([tag, text]) => tag ? el(tag, {}, text) : text);
  return el("figure", {},
    el("blockquote", { lang: one.lang },
      one.before && el("span", { class: "around" }, one.before), el("mark", {}, ...parts),
      one.after && el("span", { class: "around" }, one.after)),
    el("figcaption", {},
      button(`${one.numbers.join(", ")}. ${named(one.source)}`, null, () => {
        source(n, { open: true }).then(() => { if (!wide.matches) $("source").scrollIntoView({ block: "start" }); });
      }, { class: "plain link", title: "Show it beside" }),
      one.source.web ? [" ", web(one.source.web, `${host(one.source.web)} ↗`)] : null,
      el("span", { class: "how" }, one.how),
      one.also.length ? el("span", { class: "how" }, `also in ${one.also.map(named).join("; ")}`) : null));
}

const named = (one) => `${one.name}${one.published ? `, ${one.published}` : ""}`;

// -- what is decided ----------------------------------------------------------------------------
// One after another, in the order of the keys; what is shown doesn't wait for it.
const pending = (id) => state.queue.some((one) => !one.over && one.ids?.includes(id));

function enqueue(one) {
  state.queue.push(one);
  state.acted = Date.now();
  if (!state.working) work();
  return one;
}

async function work() {
  state.working = true;
  while (state.queue.length) {
    const one = state.queue[0];
    try { await one.run(one); } catch (error) { alarm(error); }
    one.over = true;
    state.queue.shift();
  }
  state.working = false;
  state.acted = Date.now();
}

const WORDS = { accept: ["Accepting", "Accepted", "accepted"], hide: ["Rejecting", "Rejected", "rejected"] };

function judge(action) {
  const row = current();
  if (!drawn() || (state.form && !closeForm(true))) return;
  const id = get(row, "id"), title = get(row, "title"), before = get(row, "verdict");
  const here = state.at, [doing, , verdict] = WORDS[action];
  let first = `“${short(title)}” was ${before} already.`, one = null;
  state.failed = state.failed.filter((other) => other.ids[0] !== id);
  missed();
  if (before !== verdict) {
    put(row, "verdict", verdict);
    state.mine.add(id);
    one = { ids: [id], path: "decide", told: { action, ids: [id] }, before, title, run: judged };
    first = `${doing} “${short(title)}” …`;
    enqueue(one);
    count();
  }
  const next = nextLeft(here);
  let second;
  if (next < 0 || next === here) {
    draw();
    shown();
    second = "Nothing is left to review here.";
  } else {
    go(next);
    second = `Now: “${short(get(current(), "title"))}”.`;
  }
  if (one) one.second = second;
  say(`${first} ${second}`);
}

// Send a verdict; what is said of it is what was answered.
async function judged(one) {
  const [id] = one.ids, [doing, did] = WORDS[one.told.action];
  try {
    const told = await insist("decide", one.told, one.early);
    one.over = true;
    done.push({ key: told.key, about: told.about, ids: [id] });
    patch(told);
    const notes = told.notes.length ? `: ${told.notes.join("; ")}` : "";
    say(`${did} “${short(one.title)}”${notes}. z takes it back. ${one.second || ""}`);
  } catch (error) {
    one.over = true;
    const known = state.rows[state.places.get(id)];
    if (known) put(known, "verdict", one.before);
    state.failed.push(one);
    one.why = error.told || String(error);
    say(`Not decided: “${short(one.title)}”.`);
    missed();
  }
  count();
  draw();
  if (currentId() === id && drawn() && !state.form) restate();
}

// The verdict of the event in sight as it is now.
function restate() {
  $("told").replaceChildren(...card(state.event));
  point(beside.shown);
}

// What could not be written is kept, to be tried again, until it is or somebody lets it go.
function missed() {
  const all = state.failed, box = $("failed");
  box.hidden = !all.length;
  box.replaceChildren();
  if (!all.length) return;
  const titles = all.map((one) => `“${short(one.title, 50)}”`).join(", ");
  box.append(el("span", {}, `Not decided: ${titles}: ${all.at(-1).why}`),
    button("Try again", null, () => { for (const one of all.splice(0)) again(one); missed(); }),
    button("Go there", null, () => {
      const at = state.view.indexOf(state.places.get(all[0].ids[0]));
      if (at >= 0) perform(() => go(at)); else say("It is not among the events that these filters show.");
    }),
    button("Close", null, () => { all.splice(0); missed(); }, { class: "plain" }));
}

function again(one) {
  const row = state.rows[state.places.get(one.ids[0])], [doing, , verdict] = WORDS[one.told.action];
  if (row) put(row, "verdict", verdict);
  one.over = false;
  one.second = "";
  say(`${doing} “${short(one.title)}” …`);
  enqueue(one);
  draw();
}

// A decision that a form asks for: it stays open until it is taken.
function decide(told, words) {
  const id = told.ids[0];
  return new Promise((taken) => {
    enqueue({
      ids: told.ids, path: "decide", told,
      run: async (one) => {
        try {
          const made = await insist("decide", told, one.early);
          done.push({ key: made.key, about: made.about, ids: told.ids });
          for (const one of [...told.ids, ...made.rows.map((row) => get(row, "id"))]) state.mine.add(one);
          say([`${words} z takes it back.`, ...made.notes].join(" "));
          taken(made);
        } catch (error) {
          formAlarm(error);
          taken(null);
        }
      },
    });
  }).then(async (made) => {
    if (made) {
      const stay = made.rows.find((row) => get(row, "id") === id) || made.rows[0];
      await after(made, stay ? get(stay, "id") : id);
    }
    return made;
  });
}

// An event may have come or gone, or have another place now.
async function after(made, id) {
  patch(made);
  closeForm();
  const was = state.places.has(id) && get(state.rows[state.places.get(id)], "title");
  try { await load({ quiet: true, own: true, id }); } catch (error) { alarm(error); return; }
  if (was && !state.places.has(id)) say(`${$("said").textContent} “${short(was)}” has left this list: its filters don't find it any more.`);
  if (id !== currentId()) {
    const at = state.view.indexOf(state.places.get(id));
    if (at >= 0) { state.at = at; draw(); reveal(); await shown(); }
  }
}

function undo() {
  if (state.form && !closeForm(true)) return;
  enqueue({
    run: async () => {
      const last = done.all().at(-1);
      if (!last) { say("There is no decision of this page to take back."); return; }
      let told;
      try {
        told = await insist("undo", { key: last.key });
      } catch (error) {
        if (error.code === "usage") done.drop(last.key);  // somebody has taken it back before
        alarm({ told: `Not taken back: ${last.about}: ${error.told || error}` });
        return;
      }
      done.drop(last.key);
      say(`Taken back: ${last.about}.`);
      const there = told.rows.map((row) => get(row, "id"));
      patch(told);
      for (const id of there) state.mine.add(id);
      // Behind this one in the queue nothing waits for the list.
      setTimeout(() => after(told, there[0] || currentId()), 0);
    },
  });
}

addEventListener("pagehide", () => {
  // What waits for its turn is sent now, and not again where its turn comes all the same.
  for (const one of state.queue.slice(1)) {
    if (!one.path || one.early) continue;
    one.early = send(one.path, one.told);
    one.early.catch(() => {});
  }
});
