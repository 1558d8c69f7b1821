// The page of a new post or a draft. Without this module the form works by its buttons alone. A module that a page names must not be imported
// by another one: the page uses an address with a fingerprint, and the module would be loaded twice.

import "./autosave.js";
import { field, form, shareButton } from "./form.js";
import { restoreOrder } from "./reorder.js";
import { restorePhotos } from "./restore-photos.js";
import { resumeShare } from "./share-when-sent.js";
import "./keyboard.js";
import { takeShareOfApp } from "./shared-by-app.js";
import "./add-photos.js";
import "./many-photos.js";

document.documentElement.classList.add("scripted");

// Who writes something new does not carry on with something else.
form.addEventListener("input", () => document.querySelector("#unfinished")?.remove(), { once: true });

// The button says what it will do.
form.addEventListener("input", () => {
  shareButton.textContent = field("ShareAt").value ? shareButton.dataset.schedule : shareButton.dataset.share;
});

// What a fold opens is in sight, not behind the bar.
for (const fold of form.querySelectorAll(".fold")) {
  fold.addEventListener("toggle", () => fold.open && fold.scrollIntoView({ block: "nearest" }));
}

async function restore() {
  await restorePhotos();
  await resumeShare();
  await takeShareOfApp();
}

restore().catch(() => {}).then(restoreOrder);
