// -- filters -----------------------------------------------------------------------------------------
function filterValues() {
  const told = { ...state.base };
  for (const one of $("filters").elements) {
    if (!one.name || one.name === "tagged" || one.tagName === "OUTPUT") continue;
    if (one.type === "checkbox" ? !one.checked : !one.value.trim()) continue;
    if (one.name === "min-confidence" && Number(one.value) === 0) continue;
    told[one.name] = one.value.trim();
  }
  return told;
}

function known(id, all) {
  $(id).replaceChildren(...[...new Set(all)].map((one) => el("option", { value: one })));
}

function fill(name, all) {
  $("filters").elements[name].append(...all.map((one) => el("option", { value: one }, one)));
}

function set(name, told) {
  const one = $("filters").elements.namedItem(name);
  if (!one) return false;
  if (one.type === "checkbox") { one.checked = true; return true; }
  if (one.tagName === "SELECT" && ![...one.options].some((option) => option.value === told)) fill(name, [told]);
  one.value = told;
  return true;
}

// What was asked for on the command line and has no field here; it can be taken away.
function chips() {
  $("chips").replaceChildren(...Object.entries(state.base).map(([name, told]) =>
    button(`--${name} ${told} ✕`, null, () => { delete state.base[name]; chips(); refilter(); }, { "aria-label": `Take the filter ${name} away` })));
  const given = Object.keys(filterValues()).filter((name) => name !== "text").length + ($("filters").elements.tagged.value ? 1 : 0);
  $("active").textContent = given ? `(${given})` : "";
  $("filters").elements.least.value = $("filters").elements.sure.value;
}

let waiting = 0;
async function refilter() {
  chips();
  if (state.form && !closeForm(true)) return;
  try {
    await load();
    $("filter-alarm").hidden = true;
  } catch (error) {
    $("filter-alarm").hidden = false;
    $("filter-alarm").textContent = error.told || String(error);
  }
}

function later(event) {
  chips();
  if (event.target.name === "tagged") { retag(); return; }
  clearTimeout(waiting);
  waiting = setTimeout(refilter, event.target.type === "checkbox" || event.target.tagName === "SELECT" ? 0 : 300);
}

// Verdicts and tags are chosen among what is known here.
async function retag() {
  if (state.form && !closeForm(true)) return;
  const id = currentId();
  state.mine.clear();
  choose();
  count();
  state.at = state.view.findIndex((n) => get(state.rows[n], "id") === id);
  if (state.at < 0) state.at = nextLeft(-1);
  $("rows").scrollTop = 0;
  draw();
  reveal();
  await shown();
}

$("filters").addEventListener("input", later);
$("filters").addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); refilter().then(() => $("event").focus()); });
$("filters").addEventListener("reset", () => { state.base = {}; $("verdict").value = ""; setTimeout(refilter, 0); });
$("verdict").addEventListener("change", retag);
$("order").addEventListener("change", refilter);
