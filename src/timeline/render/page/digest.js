// The digest is one stop of the Tab key, its lines are reached by the arrows.
(() => {
  const links = [...document.querySelectorAll("#short li a")];
  const at = (link) => links.forEach((one) => { one.tabIndex = one === link ? 0 : -1; });
  if (!links.length) return;
  at(links[0]);
  document.getElementById("short").addEventListener("keydown", (event) => {
    const here = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = links[here + step];
    if (here < 0 || !next) return;
    event.preventDefault();
    at(next);
    next.focus();
  });
})();
