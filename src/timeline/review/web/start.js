// -- at first, and every few seconds ------------------------------------------------------------------
function recall() {
  const told = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  if (!told.size) {
    const given = { ...state.start.filters };
    $("verdict").value = state.start.left ? "left" : "";
    // What is chosen here among what is known needs no new list.
    if (given.verdict?.length === 1) {
      $("verdict").value = { none: "left" }[given.verdict[0]] || given.verdict[0];
      if ($("verdict").value) delete given.verdict;
    }
    if (given.tag?.length === 1 && !given.tag[0].includes(",")) { set("tagged", given.tag[0]); delete given.tag; }
    for (const [name, values] of Object.entries(given)) {
      if (values.length > 1 || !set(name, values[0])) state.base[name] = values.join(",");
    }
    $("order").value = state.start.order;
    $("filters").elements.everything.checked = state.start.everything;
    return null;
  }
  for (const [name, value_] of told) {
    if (name === "show") $("verdict").value = value_;
    else if (name === "order") $("order").value = value_;
    else if (name !== "id" && !set(name, value_)) state.base[name] = value_;
  }
  return told.get("id");
}

async function poll() {
  if (document.hidden || state.working || Date.now() - state.acted < 1500) return;
  try {
    const told = await ask("version");
    if (state.alarmed === "gone" || state.alarmed === "refused") alarm(null);
    state.lost = false;
    if (currentId() && !drawn()) await shown();
    if (told.version === state.version || state.working || Date.now() - state.acted < 1500) return;
    await load({ quiet: true });
  } catch (error) {
    // Said once: what is typed may be saved as soon as it is back.
    if (!state.lost && $("alarm").hidden) alarm(error);
    state.lost = true;
  }
}

async function start() {
  const told = await ask("start");
  state.start = told;
  state.columns = Object.fromEntries(told.columns.map((name, n) => [name, n]));
  fill("type", told.types);
  fill("status", told.statuses);
  fill("language", told.languages);
  for (const [id, all] of [["actors", told.actors], ["places", told.places], ["sources", told.sources], ["tags", told.tags]]) known(`known-${id}`, all);
  $("author").textContent = told.author ? `as ${told.author}` : "";
  $("letters").checked = letters.on;
  $("letters").addEventListener("change", () => { letters.on = $("letters").checked; });
  const id = recall();
  chips();
  await load({ id });
  setInterval(poll, 2000);
  addEventListener("online", poll);
}

let drawing = false;
$("rows").addEventListener("scroll", () => {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => { drawing = false; draw(); });
});
addEventListener("resize", draw);
wide.addEventListener("change", () => { if (state.event) source(Math.max(0, beside.shown)); });
document.documentElement.classList.add("scripted");
for (const one of document.querySelectorAll("button[data-key]")) one.setAttribute("aria-keyshortcuts", one.dataset.key);
start().catch((error) => alarm(error));
