"use strict";
// The page reads without this: it adds filters, a strip that follows them, and keys. What else
// follows the filters listens for "filtered": the events that are shown, by section.
(() => {
  const MOST = 200, APART = 11, LONGEST_GAP = 3, WIDTH = 1000, HEIGHT = 48, SVG = "http://www.w3.org/2000/svg";
  const says = JSON.parse(document.documentElement.dataset.words);
  const form = document.getElementById("filters");
  const reset = form && form.querySelector("button[type=reset]");
  const counter = document.getElementById("count");
  const strip = document.getElementById("strip");
  const main = document.getElementById("events");
  const nothing = document.getElementById("nothing");
  // Long times that stand behind a disclosure: open while a filter may have left them alone.
  const rest = document.getElementById("rest");
  if (!form) return;
  document.documentElement.classList.add("scripted");
  const items = Array.from(main.querySelectorAll(".event"), (element) => {
    const data = element.dataset;
    const section = element.closest(".month");
    // What is under way is no matter of a year.
    const day = !section.closest("#under-way") && /^(-?\d+)-(\d\d)-\d\d$/.exec(data.start);
    return {
      element, data, section, sure: Number(data.sure),
      year: day ? Number(day[1]) : null, month: day && section.id ? Number(day[2]) - 1 : null,
      lists: { actors: null, places: null, languages: null, sources: null, tags: null }, text: null,
    };
  });
  const months = Array.from(main.querySelectorAll(".month"));
  const years = Array.from(main.querySelectorAll(".year"));
  let range = null;  // [first, last] year that the strip is zoomed to
  let opened = false;  // whether the reader opened the rest
  let sought = false;  // whether Enter led from the search to what it found

  const told = counter.textContent;
  const filled = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (name, values) => filled(says[name], values);
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, says.thousands);
  const date = (year, month) => {
    const { before, early, months } = says.dates;
    const said = year > 0 ? year >= 1000 ? String(year) : filled(early, { year })
      : filled(before, { year: 1 - year });
    return month === undefined ? said : `${months[month]} ${said}`;
  };
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const listed = (item, name) => (item.lists[name] ??= JSON.parse(item.data[name] || "[]"));
  const words = (item) => (item.text ??= folded(item.element.textContent));

  function wanted() {
    const values = new FormData(form);
    return {
      words: folded(values.get("text") || "").split(/\s+/).filter(Boolean),
      one: ["type", "status", "verdict"].map((n) => [n, values.get(n)]).filter((p) => p[1]),
      many: ["actors", "places", "languages", "sources", "tags"].map((n) => [n, values.get(n)])
        .filter((p) => p[1]),
      sure: Number(values.get("sure") || 0), differ: values.has("differ"),
    };
  }

  function fits(item, ask) {
    if (item.sure < ask.sure) return false;
    if (range && (item.year === null || item.year < range[0] || item.year > range[1])) return false;
    for (const [name, value] of ask.one) if ((item.data[name] || "none") !== value) return false;
    for (const [name, value] of ask.many) if (!listed(item, name).includes(value)) return false;
    if (ask.differ && !item.element.querySelector(".badge.differ")) return false;
    return ask.words.every((word) => words(item).includes(word));
  }

  function apply() {
    const ask = wanted();
    const live = new Map();
    let shown = 0;
    for (const item of items) {
      const fit = fits(item, ask);
      if (item.element.hidden === fit) item.element.hidden = !fit;
      if (fit) { shown += 1; live.set(item.section, (live.get(item.section) || 0) + 1); }
    }
    const liveYears = new Set();
    for (const section of months) {
      section.hidden = !live.has(section);
      if (!section.hidden) liveYears.add(section.closest(".year"));
    }
    for (const section of years) section.hidden = !liveYears.has(section);
    counter.textContent = shown === items.length ? told : told.replace(number(items.length),
      say("some_of", { number: number(shown), all: number(items.length) }));
    nothing.hidden = shown > 0 || !items.length;
    form.elements.least.value = form.elements.sure.value;
    tell(ask);
    draw();
    // The list of years leads where the bars do, and has a place of its own for the keyboard.
    for (const bar of strip.querySelectorAll("a")) bar.setAttribute("tabindex", "-1");
    remember();
    document.dispatchEvent(new CustomEvent("filtered", { detail: live }));
  }

  function tell(ask) {
    const used = ask.one.length + ask.many.length + (ask.sure > 0) + ask.differ;
    document.getElementById("in-use").textContent = used ? `(${used})` : "";
    reset.hidden = !(used || ask.words.length || range);
    if (rest) rest.open = !reset.hidden || opened;
  }

  function remember() {
    const kept = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value && !(name === "sure" && value === "0")) kept.set(name, value);
    }
    if (range) kept.set("years", range.join("_"));
    const hash = kept.size ? `#?${kept}` : "#";
    if (hash !== "#" || location.hash.startsWith("#?")) {
      try { history.replaceState(null, "", hash); } catch { /* a page in a frame may not */ }
    }
  }

  function recall() {
    if (!location.hash.startsWith("#?")) return;
    for (const [name, value] of new URLSearchParams(location.hash.slice(2))) {
      const field = form.elements.namedItem(name);
      if (name === "years") {
        const parts = value.split("_").map(Number);
        if (parts.length === 2 && parts.every(Number.isInteger)) range = parts;
      } else if (field && field.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
  }

  // More than LONGEST_GAP empty periods take the room of that many, with a line in their midst.
  function layout(periods) {
    const slots = new Map(), gaps = [];
    let width = 0;
    periods.forEach((period, n) => {
      let empty = n ? Math.ceil(period - periods[n - 1] - 1) : 0;
      if (empty > LONGEST_GAP) { gaps.push(width + LONGEST_GAP / 2); empty = LONGEST_GAP; }
      width += empty;
      slots.set(period, width);
      width += 1;
    });
    return { slots, gaps, width };
  }

  function svgTitle(text) {
    const title = document.createElementNS(SVG, "title");
    title.textContent = text;
    return title;
  }

  function draw() {
    const seen = items.filter((item) => !item.element.hidden && item.year !== null);
    strip.replaceChildren();
    if (!seen.length) return;
    const places = {
      // Where no month is known the year has a bar of its own, half a month before its January.
      month: (item) => item.year * 12 + (item.month ?? -0.5),
      year: (item) => item.year,
      decade: (item) => Math.floor(item.year / 10),
    };
    let unit, place, counts, laid;
    for (unit of ["month", "year", "decade"]) {
      place = places[unit];
      counts = new Map();
      for (const item of seen) counts.set(place(item), (counts.get(place(item)) || 0) + 1);
      laid = layout([...counts.keys()].sort((a, b) => a - b));
      if (laid.width <= MOST) break;
    }
    const from = Math.min(...counts.keys()), to = Math.max(...counts.keys());
    const most = Math.max(...counts.values()), step = WIDTH / Math.max(laid.width, 8);
    const svg = document.createElementNS(SVG, "svg");
    const said = (at) => unit === "month" ? date(Math.floor(Math.ceil(at) / 12), Number.isInteger(at) ? ((at % 12) + 12) % 12 : undefined)
      : unit === "year" ? date(at) : filled(says.dates.decade, { year: date(at * 10) });
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", say(`per_${unit}`,
      { span: filled(says.dates.span, { first: said(from), last: said(to) }) }));
    for (const gap of laid.gaps) {
      const line = document.createElementNS(SVG, "line");
      line.setAttribute("x1", gap * step);
      line.setAttribute("x2", gap * step);
      line.setAttribute("y1", HEIGHT / 2);
      line.setAttribute("y2", HEIGHT);
      line.append(svgTitle(says.cut));
      svg.append(line);
    }
    for (const [at, count] of [...counts].sort((a, b) => a[0] - b[0])) {
      const link = document.createElementNS(SVG, "a"), bar = document.createElementNS(SVG, "rect");
      const title = svgTitle(`${said(at)}: ${count}`);
      link.setAttribute("href", "#events");
      link.setAttribute("aria-label", title.textContent);
      const height = Math.max(2, HEIGHT * count / most);
      bar.setAttribute("x", laid.slots.get(at) * step);
      bar.setAttribute("y", HEIGHT - height);
      bar.setAttribute("width", Math.max(step - 1, 0.6));
      bar.setAttribute("height", height);
      link.append(title, bar);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        if (unit === "month") {
          const target = seen.find((item) => place(item) === at);
          go(target.section.id ? target.section : target.element);
        } else {
          range = unit === "year" ? [at, at] : [at * 10, at * 10 + 9];
          apply();
          strip.querySelector("button")?.focus();
        }
      });
      svg.append(link);
    }
    const scale = document.createElementNS(SVG, "svg"), tallest = document.createElement("span");
    scale.setAttribute("class", "scale");
    scale.setAttribute("aria-hidden", "true");
    tallest.className = "most";
    tallest.textContent = number(most);
    let free = 0;
    const last = laid.slots.get(to) * step / 10;
    for (const [at, slot] of laid.slots) {
      const x = slot * step / 10;
      if (at !== to && (x < free || x > last - APART)) continue;
      free = x + APART;
      const mark = document.createElementNS(SVG, "text"), end = x > 100 - APART;
      mark.setAttribute("x", end ? "100%" : `${x.toFixed(2)}%`);
      mark.setAttribute("y", "1em");
      if (end) mark.setAttribute("text-anchor", "end");
      mark.textContent = said(at);
      scale.append(mark);
    }
    if (range) {
      const back = document.createElement("button");
      back.type = "button";
      back.textContent = says.whole_time;
      back.addEventListener("click", () => { range = null; apply(); });
      strip.append(back);
    }
    strip.prepend(tallest, svg, scale);
    if (laid.gaps.length) {
      const cut = document.createElement("p");
      cut.className = "cut";
      cut.textContent = says.cut;
      scale.after(cut);
    }
  }

  function go(element) {
    element.scrollIntoView({ block: "start" });
    const summary = element.querySelector(".event:not([hidden]) summary, summary");
    if (summary) summary.focus({ preventScroll: true });
  }

  function move(step) {
    const seen = items.map((item) => item.element)
      .filter((element) => !element.hidden && !element.closest("details:not([open])"));
    const at = seen.findIndex((element) => element.contains(document.activeElement));
    const next = seen[at < 0 ? (step > 0 ? 0 : seen.length - 1) : at + step];
    if (next) {
      next.querySelector("summary").focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  // A name of the lists leads to its events.
  for (const name of document.querySelectorAll("#lists a[data-value]")) {
    const field = name.closest("[data-field]").dataset.field;
    name.href = `#?${new URLSearchParams([[field, name.dataset.value]])}`;
  }

  function openTarget() {
    if (location.hash.startsWith("#?")) {
      form.reset();
      range = null;
      recall();
      apply();
      counter.scrollIntoView({ block: "start" });
      main.focus({ preventScroll: true });
      return;
    }
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* then it is as it stands */ }
    const target = id.startsWith("e-") && document.getElementById(id);
    if (!target) return;
    if (target.hidden) { form.reset(); range = null; apply(); }  // a link goes before the filters
    if (rest?.contains(target)) rest.open = opened = true;
    target.querySelector("details").open = true;
    target.scrollIntoView({ block: "start" });
    target.querySelector("summary").focus({ preventScroll: true });
  }

  let waiting = false;
  function later() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; apply(); });
  }

  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (document.activeElement !== form.elements.text) return;
    apply();
    sought = true;
    move(1);
  });
  form.addEventListener("reset", () => {
    if (document.activeElement.type === "reset") form.elements.text.focus();
    range = null;
    later();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "Escape" && sought && main.contains(document.activeElement)) {
      sought = false;
      form.elements.text.focus();
      return;
    }
    if (event.key === "Escape") { form.reset(); document.activeElement.blur(); return; }
    if (typing) return;
    if (event.key === "/") { event.preventDefault(); form.elements.text.focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  });
  rest?.querySelector("summary").addEventListener("click", () => { opened = !rest.open; });
  addEventListener("beforeprint", () => { if (rest) rest.open = true; });
  addEventListener("afterprint", () => { if (rest) rest.open = !reset.hidden || opened; });
  addEventListener("hashchange", openTarget);
  // The same link once more changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#short a, #lists a");
    if (link && link.hash && link.hash === location.hash) { event.preventDefault(); openTarget(); }
  });

  // Texts are read ahead in idle moments, so that the first letter typed finds them there.
  const idle = window.requestIdleCallback || ((run) => setTimeout(run, 50));
  let ahead = 0;
  function readAhead(deadline) {
    do words(items[ahead++]); while (ahead < items.length && deadline?.timeRemaining?.() > 4);
    if (ahead < items.length) idle(readAhead);
  }
  if (items.length) idle(readAhead);

  form.hidden = false;
  recall();
  apply();
  if (!location.hash.startsWith("#?")) openTarget();
})();
