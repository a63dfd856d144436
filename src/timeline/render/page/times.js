// The list of years and months: counts what the filters leave, tells which year is read, is closed
// on phones.
(() => {
  const nav = document.getElementById("times");
  if (!nav) return;
  const list = nav.querySelector("details");
  const { thousands } = JSON.parse(document.documentElement.dataset.words);
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, thousands);
  if (matchMedia("(max-width: 44rem)").matches) list.open = false;
  const links = new Map(Array.from(nav.querySelectorAll(".years a"), (link) => {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const months = section.matches(".month") ? [section] : [...section.querySelectorAll(".month")];
    return [section, { link, months, all: link.querySelector(".n").textContent }];
  }));
  document.addEventListener("filtered", ({ detail: live }) => {
    for (const { link, months } of links.values()) {
      const count = months.reduce((sum, month) => sum + (live.get(month) || 0), 0);
      link.querySelector(".n").textContent = number(count);
      link.parentElement.hidden = !count;
    }
  });
  const seen = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const { link } = links.get(target);
      if (isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const now = nav.querySelector("[aria-current]");
    const room = list.getBoundingClientRect(), place = now?.getBoundingClientRect();
    if (now && list.scrollHeight > list.clientHeight && (place.top < room.top || place.bottom > room.bottom)) {
      list.scrollTop += place.top - room.top - room.height / 3;
    }
  }, { rootMargin: "-20% 0px -79% 0px" });
  for (const section of links.keys()) if (section.matches(".year")) seen.observe(section);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "g" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    list.open = true;
    (nav.querySelector("[aria-current]") || nav.querySelector("li:not([hidden]) a")).focus();
  });
})();
