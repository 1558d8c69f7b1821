// The photos of a post that is being written: their order, and taking one out. Here without a way to the server and back.

import { makeOrderable } from "./ordering.js";
import { renew } from "./upload.js";
import { changed, draft, fill, forgetHere, tell } from "./sending.js";

const [photos, files, moved] = ["photos", "files", "moved"].map(id => document.getElementById(id));
const orderKey = `unsent-order-${photos.dataset.author}`;

const keyOf = place => place.dataset.photo ?? place.dataset.sentAs;

function wasMoved(place) {
  const all = [...photos.children];
  moved.textContent = fill(photos.dataset.moved, all.indexOf(place) + 1, all.length);
  changed();
}

const moveBy = makeOrderable(photos, ".waiting", wasMoved);

photos.addEventListener("click", event => {
  const pressed = event.target.closest(".waiting[data-photo] button");
  if (!pressed) {
    return;
  }
  event.preventDefault();
  const place = pressed.closest(".waiting"), [doing, photoId] = pressed.value.split(":");
  if (doing !== "remove") {
    moveBy(place, doing === "earlier" ? -1 : 1);
    (pressed.checkVisibility() ? pressed : place.querySelector("textarea")).focus();
    return;
  }
  const next = place.nextElementSibling ?? place.previousElementSibling;
  place.remove();
  forgetHere(photoId);
  (next?.querySelector("summary, button") ?? files).focus();
  changed();
  tell();
  const body = new FormData();
  body.append("photoId", photoId);
  renew().then(token => token && fetch("/write/photos?handler=Drop", { method: "POST", headers: { RequestVerificationToken: token }, body })).catch(() => {});
});

// The author's order is kept on this device: the house knows nothing yet of the place of those that are on their way.
export function keepOrder() {
  const kept = JSON.parse(localStorage.getItem(orderKey) ?? "{}"), order = kept.draft === draft() ? kept.order : [];
  const rank = place => order.indexOf(keyOf(place)) + 1 || order.length + 1;
  [...photos.children].sort((one, other) => rank(one) - rank(other)).forEach(place => photos.append(place));
  const remember = () => localStorage.setItem(orderKey, JSON.stringify({ draft: draft(), order: [...photos.children].map(keyOf) }));
  new MutationObserver(remember).observe(photos, { childList: true });
  remember();
}
