// Share, or any other button of the composer, waits for the photos. That a post is to be shared is kept on this device,
// too: when the page is closed, going.js sends what is left and shares it.

import "./kept.js";
import { draft, isSending, tell } from "./sending.js";

const form = document.querySelector("#writing");
const [photos, words, share, wished] = ["photos", "progress-words", "share", "wished"].map(id => document.getElementById(id));
let wish, isHeld = false;

export const isWished = () => wish !== undefined;

form.addEventListener("submit", event => {
  if (isSending()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waitWith(event.submitter ?? share);
  } else if (event.submitter !== share) {
    forget();
  }
}, { capture: true });

function waitWith(button) {
  wish?.removeAttribute("aria-busy");
  wish = button;
  wish.setAttribute("aria-busy", "true");
  wished.textContent = wished.dataset.photos;
  tell();
  if (wish === share) {
    hold();
    keep();
  } else {
    forget(); // To keep it as a draft, say, is no wish to share it.
  }
}

// The photos are here, or will not come.
export function goOnWithWish() {
  if (!wish) {
    return;
  }
  if (isSending()) {
    keep();
    return;
  }
  const button = wish;
  wish = undefined;
  button.removeAttribute("aria-busy");
  wished.textContent = "";
  if (photos.querySelector(".refused")) {
    forget();
    words.textContent = photos.dataset.notAll;
    photos.querySelector(".refused button").focus();
    return;
  }
  forget().then(() => form.requestSubmit(button));
}

// For when the page is closed

const forget = () => self.kept.dropWish(draft()).catch(() => {});

function keep() {
  if (wish !== share) {
    return;
  }
  const body = new FormData(form);
  ["files", "do", "Input.PhotoIds", "Input.ShareAt"].forEach(name => body.delete(name));
  const order = [...photos.querySelectorAll(".waiting:not(.refused)")].map(place => ({ id: place.dataset.photo, sentAs: place.dataset.sentAs }));
  localStorage.setItem("unsent-wishes", "true");
  self.kept.keepWish({ id: draft(), author: photos.dataset.author, at: Date.now(), photos: order, isLacking: photos.querySelector(".refused") !== null, form: [...body, ["do", "share"]] })
    .then(() => navigator.serviceWorker?.ready).then(worker => worker?.sync?.register("wishes")).catch(() => {});
}

// What is still typed, and what has arrived, belongs to it.
form.addEventListener("input", keep);

function hold() {
  if (!isHeld) {
    isHeld = true;
    navigator.locks?.request(`sharing-${draft()}`, () => new Promise(() => {}));
  }
}

addEventListener("pagehide", () => wish === share && navigator.serviceWorker?.controller?.postMessage("wishes"));

// The page of a post that was to be shared is opened again, before that was done.
export async function takeUpWish() {
  const kept = await self.kept.wishOf(draft());
  if (kept && isSending() && !document.querySelector(".problem")) {
    waitWith(share);
  } else if (kept) {
    await forget();
  }
}
