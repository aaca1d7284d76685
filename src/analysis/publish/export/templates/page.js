"use strict";
// A link may point into something folded: unfold it, so that the reader arrives.
function unfoldTarget() {
  let part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  while (part) {
    if (part.tagName === "DETAILS") part.open = true;
    part = part.parentElement;
  }
}
addEventListener("hashchange", unfoldTarget);
unfoldTarget();
const unfold = document.getElementById("unfold");
const code = document.querySelectorAll("details.code");
if (unfold && code.length) {
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const show = unfold.getAttribute("aria-pressed") !== "true";
    unfold.setAttribute("aria-pressed", String(show));
    code.forEach((part) => { part.open = show; });
  });
}
// On a phone the contents would fill the first screen.
const contents = document.querySelector("nav details");
if (contents && innerWidth < 720) contents.open = false;
