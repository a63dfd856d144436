// -- the source beside --------------------------------------------------------------------------
const wide = matchMedia("(min-width: 62rem)");
const beside = { shown: -1, text: false, run: 0 };
const viewer = navigator.pdfViewerEnabled === true;

// Which of the event's quotes the source shows.
function point(n) {
  for (const [at, figure] of document.querySelectorAll("#told figure").entries()) {
    figure.classList.toggle("now", at === n);
  }
}

async function source(n, { whole = false, open = wide.matches } = {}) {
  const quote = state.event?.quotes[n], box = $("source"), run = ++beside.run;
  beside.shown = quote ? n : -1;
  point(n);
  if (!quote || !open) { box.replaceChildren(...(open && state.event && !quote ? [el("p", { class: "none" }, BY_HAND)] : [])); box.classList.remove("open"); return; }
  let told;
  try {
    told = await ask("source", { document: quote.document, id: state.event.id, at: quote.start, whole: whole ? 1 : 0 });
  } catch (error) {
    if (run === beside.run) box.replaceChildren(el("p", { class: "alarm" }, error.told));
    return;
  }
  if (run !== beside.run) return;
  const pages = told.pdf && viewer && !beside.text;
  const page = quote.source.page, at = page ? `#page=${page}` : "";
  const address = `file?document=${encodeURIComponent(quote.document)}${at}`;
  const tabs = told.pdf && viewer ? el("div", { class: "tabs", role: "group", "aria-label": "Shown as" },
    button(page ? `Page ${page}` : "PDF", null, () => { beside.text = false; source(n); }, { "aria-pressed": String(pages) }),
    button("Text", null, () => { beside.text = true; source(n); }, { "aria-pressed": String(!pages) })) : null;
  const head = el("header", {},
    el("h2", {}, told.title),
    el("p", { class: "called" }, told.called === told.title ? "" : told.called,
      quote.source.published ? `${told.called === told.title ? "" : ", "}${quote.source.published}` : ""),
    quote.source.web ? web(quote.source.web, `${host(quote.source.web)} ↗`) : null,
    told.pdf ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, page ? `PDF, page ${page} ↗` : "PDF ↗") : null,
    tabs);
  box.replaceChildren(head, pages ? el("iframe", { src: address, title: `${told.title}${page ? `, page ${page}` : ""}` })
    : body(told, n));
  box.classList.add("open");
  center();
}

function body(told, n) {
  const box = el("div", { class: "text", lang: told.lang, tabindex: 0, role: "region", "aria-label": "Text of the source" });
  if (!told.kept) box.append(el("p", { class: "none" }, "The text of this article is not kept: extract it again."));
  const rest = (left) => left ? button(`Show the ${left.toLocaleString("en")} characters left out here`, null, () => source(n, { whole: true, open: true })) : null;
  const pieces = told.pieces.map(([text, mark]) => mark ? el("mark", { class: mark === 2 ? "now" : "" }, text) : text);
  box.append(...[rest(told.before), ...pieces, rest(told.after)].filter((one) => one !== null));
  return box;
}

function center() {
  const box = $("source").querySelector(".text"), mark = box?.querySelector("mark.now") || box?.querySelector("mark");
  if (!mark) return;
  const room = box.getBoundingClientRect(), at = mark.getBoundingClientRect();
  box.scrollTop += at.top - room.top - Math.max(20, (box.clientHeight - at.height) / 3);
}

// The source of the next quote; on a narrow page it is shown only when asked for.
async function nextSource() {
  const size = state.event?.quotes.length || 0;
  if (!size) return;
  const open = $("source").classList.contains("open");
  await source(open ? (beside.shown + 1) % size : Math.max(0, beside.shown), { open: true });
  if (!wide.matches) $("source").scrollIntoView({ block: "start" });
  else document.querySelector("#told figure.now")?.scrollIntoView({ block: "nearest" });
}

function openWeb() {
  const address = state.event?.quotes[Math.max(0, beside.shown)]?.source.web;
  if (address) open(address, "_blank", "noopener,noreferrer");
  else say("No address on the web is known for this quote.");
}
