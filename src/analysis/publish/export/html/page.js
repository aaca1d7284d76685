"use strict";
document.documentElement.classList.add("js");
// Without this script every number is a link to its record, and all is there to read.
function find(hash) { return document.getElementById(decodeURIComponent(hash.slice(1))); }
// A link may point into something folded: unfold it, so that the reader arrives.
function unfoldTarget() {
  const target = find(location.hash);
  for (let part = target; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", unfoldTarget);
if (location.hash) unfoldTarget();

// A number shows its record beside itself: value, range, method, and the printed figures on demand.
const card = document.createElement("div");
let asked = null;
card.className = "aside";
card.setAttribute("role", "dialog");
card.setAttribute("aria-label", "Where this number comes from");
card.tabIndex = -1;
card.hidden = true;
document.body.append(card);
function closeCard(back) {
  if (card.hidden) return;
  card.hidden = true;
  if (back && asked) asked.focus();
}
function openCard(link) {
  const record = find(link.hash);
  if (!record) return false;
  const copy = record.cloneNode(true);
  copy.removeAttribute("id");
  copy.removeAttribute("tabindex");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => closeCard(true));
  card.replaceChildren(copy, close);
  card.hidden = false;
  const at = link.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  card.style.left = `${Math.max(8, Math.min(at.left, room - card.offsetWidth - 8)) + scrollX}px`;
  card.style.top = `${at.bottom + scrollY + 6}px`;
  asked = link;
  card.focus({ preventScroll: true });
  return true;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.n");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && openCard(link)) event.preventDefault();
  else if (!card.contains(event.target)) closeCard(false);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeCard(true); });

const unfold = document.getElementById("unfold");
const code = document.querySelectorAll("details.code");
if (unfold && code.length) {
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const show = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(show));
    unfold.textContent = show ? "Hide the code" : "Show the code";
    code.forEach((part) => { part.open = show; });
  });
}
// On a phone the contents would fill the first screen.
const contents = document.querySelector("nav.contents details");
if (contents && innerWidth < 1120) contents.open = false;

// The index: only what matches the words stays.
const search = document.querySelector("form.search");
if (search) {
  const entries = [...document.querySelectorAll("[data-search]")];
  const told = search.querySelector("[role=status]");
  const filter = () => {
    const words = search.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    entries.forEach((entry) => {
      entry.hidden = !words.every((word) => entry.dataset.search.includes(word));
      left += !entry.hidden;
    });
    told.textContent = words.length ? `${left} of ${entries.length} reports` : "";
  };
  search.hidden = false;
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
    document.getElementById("reports").scrollIntoView();
  });
  search.addEventListener("input", filter);
}

// A table sorts by the button of a heading; what has no number comes last either way.
document.querySelectorAll("table.sortable").forEach((table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => head.querySelector("button").addEventListener("click", () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const value = (row) => row.cells[place].dataset.sort;
    const order = (a, b) => place ? a - b : a.localeCompare(b);
    const rows = [...table.tBodies[0].rows];
    rows.sort((one, other) => {
      const [a, b] = [value(one), value(other)];
      if (a === "" || b === "") return (a === "") - (b === "");
      return up ? order(a, b) : order(b, a);
    });
    table.tBodies[0].append(...rows);
  }));
});
