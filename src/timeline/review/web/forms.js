// -- forms: what is typed stays until it is taken, or given up --------------------------------
const LABELS = { date: "Date", title: "Title", type: "Type", status: "Status", who: "Who", where: "Where", place: "Where", amounts: "Amounts", salience: "Salience" };
const HINTS = {
  date: "like 2020-08-09, 9 August 2020, 2014/2015", who: "names, parted by ;", where: "names, parted by ;",
  place: "names, parted by ;", amounts: "parted by ;", salience: "0 to 1; below 0.5 only “Trivial ones too” lists it",
};

function formAlarm(error) {
  const box = $("form").querySelector(".alarm");
  if (!box) { alarm(error); return; }
  box.hidden = false;
  box.textContent = error.told || String(error);
  box.scrollIntoView({ block: "nearest" });
}

function typed() {
  return [...$("form").elements].filter((one) => one.name)
    .map((one) => `${one.name}=${one.type === "checkbox" ? one.checked : one.value}`).join("\n");
}

const dirty = () => Boolean(state.form) && typed() !== state.form.before;

// keep: what was typed isn't given up; whether the form is closed.
function closeForm(keep = false) {
  if (!state.form) return true;
  if (keep && dirty()) {
    formAlarm({ told: "Save this first, or give it up with Esc." });
    ($("form").querySelector("input, textarea, select") || $("form")).focus();
    return false;
  }
  const { back } = state.form;
  state.form = null;
  $("form").hidden = true;
  $("form").replaceChildren();
  if (back && document.contains(back) && back !== document.body) back.focus({ preventScroll: true });
  else $("event").focus({ preventScroll: true });
  return true;
}

function openForm(title, inside, act, done_ = "Save") {
  const id = state.event?.id;
  if (!id || id !== currentId() || (state.form && !closeForm(true))) return;
  alarm(null);
  const form = $("form"), back = document.activeElement;
  form.replaceChildren(el("h3", { id: "form-title" }, title),
    el("p", { class: "alarm", role: "alert", hidden: true }), ...inside,
    el("div", { class: "ends" }, el("button", { type: "submit", class: "yes" }, done_, " ", el("kbd", {}, "Enter")),
      button("Give up", "Esc", giveUp)));
  form.setAttribute("aria-labelledby", "form-title");
  form.hidden = false;
  state.form = { id, act, back, busy: false };
  state.form.before = typed();
  form.scrollIntoView({ block: "nearest" });
  const first = form.querySelector("input, textarea, select");
  first?.focus();
  first?.select?.();
}

function giveUp() { closeForm(); shown(); }


async function submit() {
  const form = state.form;
  if (!form || form.busy) return;
  form.busy = true;
  const box = $("form").querySelector(".alarm");
  box.hidden = true;
  try { await form.act(form.id); } finally { form.busy = false; }
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
$("form").addEventListener("keydown", (event) => {
  const area = event.target.tagName === "TEXTAREA", box = event.target.type === "checkbox";
  if (event.key === "Enter" && !event.isComposing && ((area && !event.shiftKey) || box)) { event.preventDefault(); submit(); }
});

const value = (name) => $("form").elements[name].value;
const reason = () => el("label", { class: "wide" }, "Why (may be left out)", el("input", { name: "reason" }));

// -- edit -----------------------------------------------------------------------------------------
function field(name) {
  const now = state.event.values[name] ?? "", choices = { type: state.start.types, status: state.start.statuses }[name];
  const given = { name, value: now, "aria-describedby": HINTS[name] ? `hint-${name}` : null };
  const made = choices ? el("select", { name }, ...choices.map((one) => el("option", { value: one }, one)))
    : name === "title" ? el("textarea", { name, rows: 2, value: now }) : el("input", given);
  if (choices) made.value = now;
  return el("label", { class: name === "title" ? "wide" : "" }, LABELS[name] || name, made,
    HINTS[name] ? el("span", { class: "hint", id: `hint-${name}` }, HINTS[name]) : null);
}

function edit() {
  if (!state.event) return;
  // `place` and `where` are one field under two names.
  const fields = state.start.fields.filter((one) => !(one === "place" && state.start.fields.includes("where")));
  const before = { ...state.event.values };
  openForm("Edit", [el("div", { class: "grid" }, ...fields.map(field), reason())], async (id) => {
    const values = {};
    for (const name of fields) if (value(name) !== (before[name] ?? "")) values[name] = value(name);
    if (!Object.keys(values).length) { formAlarm({ told: "Nothing is changed yet." }); return; }
    await decide({ action: "set", ids: [id], values, reason: value("reason") }, `Set ${Object.keys(values).join(", ")}.`);
  });
}

// -- note, tags -------------------------------------------------------------------------------------
function note() {
  if (!state.event) return;
  const area = el("textarea", { name: "text", rows: 3, value: state.event.rawNote });
  openForm("Note", [el("label", { class: "wide" }, "What is to be kept in mind", area,
    el("span", { class: "hint" }, "Shift and Enter for a new line; empty takes the note away"))],
  async (id) => { await decide({ action: "note", ids: [id], text: value("text") }, value("text").trim() ? "Noted." : "The note is gone."); });
}

function tag() {
  if (!state.event || !current()) return;
  const tags = get(current(), "tags");
  const off = tags.map((one) => button(`#${one} ✕`, null, async () => {
    await decide({ action: "untag", ids: [state.form.id], tags: [one] }, `#${one} is off.`);
  }, { "aria-label": `Take the tag ${one} off` }));
  openForm("Tag", [el("label", { class: "wide" }, "Tags, parted by commas", el("input", { name: "tags", list: "known-tags" })),
    off.length ? el("p", { class: "off" }, "Take off: ", ...off) : null].filter(Boolean),
  async (id) => {
    const given = value("tags").split(",").map((one) => one.trim()).filter(Boolean);
    if (!given.length) { formAlarm({ told: "There is no tag yet." }); return; }
    const made = await decide({ action: "tag", ids: [id], tags: given }, `Tagged ${given.map((one) => `#${one}`).join(" ")}.`);
    if (made) known("known-tags", state.start.tags = [...new Set([...given, ...state.start.tags])]);
  });
}

// -- join, split ------------------------------------------------------------------------------------
let seeking = 0;

function join() {
  if (!state.event) return;
  const box = el("div", { class: "found", role: "group", "aria-label": "Events to join with" });
  const input = el("input", { type: "search", name: "sought", oninput: () => seek(box) });
  openForm("Join with …", [el("label", { class: "wide" }, "Words of a title or a date; the nearest come first", input), box, reason()],
    async (id) => {
      const ids = [...box.querySelectorAll("input:checked")].map((one) => one.value);
      const here = document.activeElement;
      if (!ids.length && here?.type === "checkbox") ids.push(here.value);
      if (!ids.length) {
        formAlarm({ told: "Choose an event to join with: ↓ goes to those found, space chooses." });
        return;
      }
      await decide({ action: "join", ids: [id, ...ids], reason: value("reason") }, `Joined ${ids.length + 1} events.`);
    }, "Join");
  box.addEventListener("keydown", (event) => step(event, box, input));
  input.addEventListener("keydown", (event) => step(event, box, input));
  seek(box);
}

function step(event, box, input) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const all = [input, ...box.querySelectorAll("input")], at = all.indexOf(document.activeElement);
  event.preventDefault();
  event.stopPropagation();
  all[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), all.length - 1)].focus();
}

async function seek(box) {
  const run = ++seeking, text = $("form").elements.sought?.value ?? "";
  let told;
  try { told = await ask("near", { id: state.event.id, text }); } catch (error) { formAlarm(error); return; }
  if (run !== seeking || !document.contains(box)) return;
  const kept = [...box.querySelectorAll("label")].filter((one) => one.querySelector("input").checked);
  const ids = new Set(kept.map((one) => one.querySelector("input").value));
  // An answer that comes late takes no focus away from one who has gone on to the events found.
  const held = box.contains(document.activeElement) ? document.activeElement.value : null;
  box.replaceChildren(...kept, ...told.rows.filter((row) => !ids.has(get(row, "id"))).map((row) =>
    el("label", { class: "check" }, el("input", { type: "checkbox", value: get(row, "id") }),
      el("span", {}, el("time", {}, get(row, "when")), ` ${get(row, "title")}`,
        get(row, "verdict") ? el("span", { class: `verdict ${get(row, "verdict")}` }, ` ${get(row, "verdict")}`) : null))));
  if (!box.childElementCount) box.append(el("p", { class: "none" }, "No event has these words."));
  if (held !== null) ([...box.querySelectorAll("input")].find((one) => one.value === held) ?? $("form").elements.sought)?.focus();
}

function split() {
  if (!state.event) return;
  const all = state.event.mentions;
  if (all.length < 2) { say("It has one mention: there is nothing to split."); return; }
  openForm("Split: which mentions are another event?", [
    el("div", { class: "found", role: "group", "aria-label": "Mentions" }, ...all.map((one) =>
      el("label", { class: "check" }, el("input", { type: "checkbox", name: `mention-${one.number}`, value: one.number }),
        el("span", {}, el("b", {}, `${one.number}. `), el("time", {}, one.when), ` ${one.quote} `, el("i", {}, `(by “${one.word}”)`))))),
    reason()],
  async (id) => {
    const mentions = [...$("form").querySelectorAll(".found input:checked")].map((one) => Number(one.value));
    if (!mentions.length || mentions.length === all.length) {
      formAlarm({ told: "Choose those that come away, and leave one at least." });
      return;
    }
    await decide({ action: "split", ids: [id], mentions, reason: value("reason") }, `Split ${counted(mentions.length, "mention")} off.`);
  }, "Split");
}

addEventListener("beforeunload", (event) => { if (dirty() || state.failed.length) event.preventDefault(); });
