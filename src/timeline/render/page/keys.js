// The keys, shown by `?` or by the hint beside the search.
(() => {
  const dialog = document.getElementById("keys"), hint = document.querySelector("#filters .hint");
  if (!dialog || !hint) return;
  const show = () => { if (!dialog.open) dialog.showModal(); };
  hint.addEventListener("click", show);
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    show();
  });
})();
