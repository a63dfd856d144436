// An event that is opened has a button that copies its address.
(() => {
  const says = JSON.parse(document.documentElement.dataset.words);
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  document.body.append(told);
  const address = (id) => `${location.href.replace(/#.*$/s, "")}#${id}`;

  async function copy(button, id) {
    try {
      await navigator.clipboard.writeText(address(id));
      told.textContent = button.textContent = says.copied;
      setTimeout(() => { button.textContent = says.copy; told.textContent = ""; }, 4000);
    } catch { // a page from disk, or in a frame, may not: then the reader does
      const field = document.createElement("input");
      field.readOnly = true;
      field.className = "to-copy";
      field.value = address(id);
      field.setAttribute("aria-label", says.select);
      button.replaceWith(field);
      field.select();
      field.focus();
    }
  }

  document.addEventListener("toggle", ({ target }) => {
    const place = target.open && target.matches(".event > details") && target.querySelector(".id dd");
    if (!place || place.querySelector("button, input")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = says.copy;
    button.addEventListener("click", () => copy(button, target.parentElement.id));
    place.append(" ", button);
  }, true);
})();
