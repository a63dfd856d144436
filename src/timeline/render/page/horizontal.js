"use strict";
// A horizontal timeline above the list, drawn by vis-timeline from the list itself: days as points,
// together where they would lie on each other; what took longer as thin lines below them.
(() => {
  const place = document.getElementById("horizontal");
  if (!place || !window.vis) return;
  const DAY = 86400000, LONG = 31 * DAY, MOST = 60, APART = 24;  // letters of a label; pixels between points
  const day = (iso, after) => {
    const parts = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(iso);
    if (!parts) return null;
    const made = new Date(0);
    made.setFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + (after ? 1 : 0));
    made.setHours(0, 0, 0, 0);
    return made;
  };
  const cut = (text) => text.length > MOST ? `${text.slice(0, text.lastIndexOf(" ", MOST) || MOST)} …` : text;
  const named = (text, className) => {
    const label = document.createElement("span");
    label.textContent = text;
    if (className) label.className = className;
    return label;
  };
  const says = JSON.parse(document.documentElement.dataset.words);
  const filled = (phrase, values) => phrase.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const items = [];
  for (const element of document.querySelectorAll("#events .event")) {
    const start = day(element.dataset.start, false), end = day(element.dataset.end, true);
    if (!start) continue;
    const long = end && end - start > LONG;
    const title = element.querySelector(".title").textContent;
    items.push({
      id: element.id, start, end: long ? end : undefined, type: long ? "range" : "point",
      group: long ? "ranges" : "days", label: cut(title),
      weight: Number(/\bw(\d)/.exec(element.className)?.[1] || 0),
      className: `is-${element.dataset.status}`, when: element.querySelector("time").textContent,
      title: `${element.querySelector("time").textContent}: ${title}`,
    });
  }
  if (!items.length) return;
  place.hidden = false;
  const data = new vis.DataSet();
  const said = (item) => {
    const label = named(item.label);
    if (item.all) label.prepend(named(number(item.all.length), "many"));
    return label;
  };
  // Always two or more: the plural.
  const number = (n) => filled(says.events.split("|")[1], { number: n });
  const together = (all, called) => {
    const sorted = [...all].sort((a, b) => a.start - b.start), from = sorted[0], to = sorted[sorted.length - 1];
    const one_day = +from.start === +to.start;
    return {
      ...called, id: `${called.id}+${all.length}`, called: called.id, all, from: from.start, to: to.start,
      title: filled(one_day ? says.one_day : says.nearer, { events: number(all.length), date: from.when,
        span: filled(says.dates.span, { first: from.when, last: to.when }) }),
    };
  };
  // Points that would lie on each other are one, called as the weightiest of them. The steps are
  // powers of two of a day, so that it stays the same while the view is moved.
  function draw(from, to) {
    const span = to - from, step = DAY * 2 ** Math.ceil(Math.log2(Math.max(span * APART / (place.clientWidth || 960) / DAY, 2 ** -9)));
    const near = items.filter((item) => !document.getElementById(item.id).hidden
      && (item.end || item.start) >= from - span && item.start <= +to + span);
    const drawn = near.filter((item) => item.type === "range"), bins = new Map();
    for (const item of near.filter((other) => other.type === "point")) {
      const bin = step < DAY ? item.id : Math.floor(item.start / step);
      bins.set(bin, [...(bins.get(bin) || []), item]);
    }
    for (const all of bins.values()) {
      const first = all.reduce((a, b) => (b.weight > a.weight ? b : a));
      drawn.push(all.length === 1 ? first : together(all, first));
    }
    const kept = new Set(drawn.map((item) => item.id));
    data.remove(data.getIds().filter((id) => !kept.has(id)));
    data.add(drawn.filter((item) => !data.get(item.id)));
  }
  // The window opens on the shortest time that holds a third of the events: one far-off event must
  // not press all others together.
  const starts = items.map((item) => item.start.getTime()).sort((a, b) => a - b);
  const third = Math.max(1, Math.floor(starts.length / 3));
  let best = 0;
  for (let n = 0; n + third < starts.length; n += 1) {
    if (starts[n + third] - starts[n] < starts[best + third] - starts[best]) best = n;
  }
  const from = starts[best], to = starts[Math.min(best + third, starts.length - 1)];
  const room = Math.max((to - from) * 0.1, 5 * DAY);
  const groups = [{ id: "days", content: "", order: 1 }, { id: "ranges", content: "", order: 2 }];
  const chart = new vis.Timeline(place, data, groups, {
    template: said, start: from - room, end: to + room, locale: document.documentElement.lang,
    orientation: "top", maxHeight: "32rem", minHeight: "12rem", verticalScroll: true, zoomKey: "ctrlKey",
    horizontalScroll: true, order: (a, b) => a.start - b.start, tooltip: { followMouse: true },
    showMajorLabels: true, margin: { item: { horizontal: 8, vertical: 3 }, axis: 6 },
  });
  const redraw = () => { const { start, end } = chart.getWindow(); draw(start, end); };
  chart.on("rangechanged", redraw);
  chart.on("select", ({ items: [id] }) => {
    const item = data.get(id);
    if (!item) return;
    if (item.to > item.from) {
      const room = Math.max((item.to - item.from) / 4, 2 * DAY);
      chart.setWindow(item.from - room, +item.to + room);
      return;
    }
    const element = document.getElementById(item.called || item.id);
    const rest = element.closest("#rest");
    if (rest) rest.open = true;
    element.querySelector("details").open = true;
    element.scrollIntoView({ block: "start" });
    element.querySelector("summary").focus({ preventScroll: true });
  });
  const count = document.getElementById("count");
  new MutationObserver(redraw).observe(count, { childList: true });
  redraw();
})();
