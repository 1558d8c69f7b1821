// Makes Share, and every other button of the composer, wait until all photos are uploaded. The request to share, or to make a draft for each
// day, is stored on this device, too: when the page is closed first, outbox/flush.js uploads the rest and does it.

import { withPostLock } from "../outbox/locks.js";
import { deletePost, findPost, savePost } from "../outbox/store.js";
import { author, draftId, field, form, formData, photoList, shareButton } from "./form.js";
import { showPhotosRefused } from "./upload-progress.js";
import { isUploading, setShareWaiting, updateProgress, uploads } from "./upload-queue.js";

const status = document.querySelector("#share-status");

const daysButton = form.querySelector("[name=do][value=days]");

// What goes on without the page. With a time to share at, the button schedules the post.
const goesOn = button => button === daysButton || (button === shareButton && !field("ShareAt").value);
let pressedButton; // the one that waits
let isLocked = false;

form.addEventListener("submit", event => {
  if (isUploading()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waitFor(event.submitter ?? shareButton);
  } else if (!goesOn(event.submitter)) {
    forgetPost();
  }
}, { capture: true });

function waitFor(button) {
  pressedButton?.removeAttribute("aria-busy");
  pressedButton = button;
  pressedButton.setAttribute("aria-busy", "true");
  status.textContent = status.dataset.waiting;
  setShareWaiting(true);
  updateProgress();
  if (goesOn(pressedButton)) {
    lockPost();
    storePost();
  } else {
    // Saving a draft, say, withdraws an earlier Share.
    forgetPost();
  }
}

uploads.addEventListener("settled", () => {
  if (!pressedButton) {
    return;
  }
  if (isUploading()) {
    storePost();
    return;
  }
  const button = pressedButton;
  pressedButton = undefined;
  setShareWaiting(false);
  button.removeAttribute("aria-busy");
  status.textContent = "";
  if (photoList.querySelector(".refused")) {
    forgetPost();
    showPhotosRefused();
    photoList.querySelector(".refused button").focus();
    return;
  }
  forgetPost().then(() => form.requestSubmit(button));
});

// The post of a page that was closed, and is opened again before it was shared.
export async function resumeShare() {
  const post = await findPost(draftId());
  if (post && isUploading() && !document.querySelector(".problem")) {
    waitFor(post.form.some(([name, value]) => name === "do" && value === "days") ? daysButton : shareButton);
  } else if (post) {
    await forgetPost();
  }
}

// For when the page is closed

const forgetPost = () => deletePost(draftId()).catch(() => {});

function storePost() {
  if (!goesOn(pressedButton)) {
    return;
  }
  const data = formData();
  data.delete("Input.PhotoIds");
  const tiles = [...photoList.querySelectorAll(".photo-tile:not(.refused)")];
  localStorage.setItem("unsent-posts", "true");
  savePost({
    id: draftId(),
    author,
    at: Date.now(),
    photos: tiles.map(({ dataset }) => ({ id: dataset.photo, sentAs: dataset.sentAs, fileDay: dataset.fileDay })),
    hasRefusedPhotos: photoList.querySelector(".refused") !== null,
    form: [...data, ["do", pressedButton.value]],
  }).then(() => navigator.serviceWorker?.ready).then(registration => registration?.sync?.register("outbox")).catch(() => {});
}

// What is typed while the post waits belongs to it.
form.addEventListener("input", storePost);

// Held until the page is closed.
function lockPost() {
  if (!isLocked) {
    isLocked = true;
    withPostLock(draftId(), () => new Promise(() => {}));
  }
}

addEventListener("pagehide", () => {
  if (goesOn(pressedButton)) {
    navigator.serviceWorker?.controller?.postMessage("outbox");
  }
});
