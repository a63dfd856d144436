"use strict";
// A horizontal timeline above the list, drawn by vis-timeline from the list itself.
(() => {
  const place = document.getElementById("horizontal");
  if (!place || !window.vis) return;
  const day = (iso, after) => {
    const parts = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(iso);
    if (!parts) return null;
    const made = new Date(0);
    made.setFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + (after ? 1 : 0));
    made.setHours(0, 0, 0, 0);
    return made;
  };
  const said = (item) => {
    const label = document.createElement("span");
    label.textContent = document.getElementById(item.id).querySelector(".title").textContent;
    return label;
  };
  const items = [];
  for (const element of document.querySelectorAll("#events .event")) {
    const start = day(element.dataset.start, false), end = day(element.dataset.end, true);
    if (!start) continue;
    const short = !end || end - start < 36 * 3600 * 1000;
    items.push({
      id: element.id, start, end: short ? undefined : end, type: short ? "box" : "range",
      className: `is-${element.dataset.status}`,
      title: element.querySelector("time").textContent,
    });
  }
  if (!items.length) return;
  place.hidden = false;
  const data = new vis.DataSet(items);
  const shown = new vis.DataView(data, { filter: (item) => !document.getElementById(item.id).hidden });
  // The window opens on the shortest time that holds a third of the events: one far-off event must
  // not press all others together.
  const starts = items.map((item) => item.start.getTime()).sort((a, b) => a - b);
  const third = Math.max(1, Math.floor(starts.length / 3));
  let best = 0;
  for (let n = 0; n + third < starts.length; n += 1) {
    if (starts[n + third] - starts[n] < starts[best + third] - starts[best]) best = n;
  }
  const from = starts[best], to = starts[Math.min(best + third, starts.length - 1)];
  const room = Math.max((to - from) * 0.1, 5 * 86400000);
  const chart = new vis.Timeline(place, shown, {
    template: (item) => said(item), start: from - room, end: to + room,
    orientation: "top", maxHeight: "32rem", minHeight: "12rem", verticalScroll: true, zoomKey: "ctrlKey",
    horizontalScroll: true, order: (a, b) => a.start - b.start, tooltip: { followMouse: true },
  });
  chart.on("select", ({ items: [id] }) => {
    const element = id && document.getElementById(id);
    if (!element) return;
    element.querySelector("details").open = true;
    element.scrollIntoView({ block: "start" });
    element.querySelector("summary").focus({ preventScroll: true });
  });
  const count = document.getElementById("count");
  new MutationObserver(() => shown.refresh()).observe(count, { childList: true });
})();
