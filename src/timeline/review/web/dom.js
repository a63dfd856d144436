// -- elements: what articles say is only ever put in as text ------------------------------------
const $ = (id) => document.getElementById(id);

function el(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (["value", "checked", "hidden", "disabled"].includes(name)) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.flat().filter((one) => one !== null && one !== undefined));
  return made;
}

const button = (said, key, act, more = {}) =>
  el("button", { type: "button", onclick: act, ...more }, said, key && " ", key && el("kbd", {}, key));

// A web page is opened beside, and learns nothing of where it was linked.
const web = (address, said) =>
  el("a", { href: address, target: "_blank", rel: "noopener noreferrer", class: "address" }, said);

const host = (address) => { try { return new URL(address).host; } catch { return address; } };

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

const short = (text, most = 70) => text.length > most ? `${text.slice(0, most - 1)}…` : text;

let silent = 0;
function say(text) {
  $("said").textContent = text;
  // On a small screen it lies over the event, for a while.
  $("said").classList.toggle("full", Boolean(text));
  clearTimeout(silent);
  silent = setTimeout(() => $("said").classList.remove("full"), 6000);
}

function alarm(error, more = []) {
  const box = $("alarm");
  state.alarmed = error?.code || "";
  box.hidden = !error;
  box.replaceChildren();
  if (error) box.append(el("span", {}, error.told || String(error)), ...more,
    button("Close", null, () => alarm(null), { class: "plain" }));
}
