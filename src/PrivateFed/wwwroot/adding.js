// Photos come to the composer: chosen, dropped, pasted, left here before, or shared by another app. Without this module the form sends them itself.
// What a page's tag names must not be imported: under the address that the tag gives it, it would be there twice.

import { add, changed, draft, take } from "./sending.js";
import { keepOrder } from "./shelf.js";
import { takeUpWish } from "./wish.js";
import { fate, goingOn, leadTo, recalled } from "./writing.js";

const [photos, files, drop] = ["photos", "files", "drop"].map(id => document.getElementById(id));

function takeChosen() {
  add(files.files);
  files.value = "";
}

files.addEventListener("change", takeChosen);
// On a slow phone somebody was quicker than this script.
if (files.files.length > 0) {
  takeChosen();
}

const carries = event => [...event.dataTransfer?.types ?? []].includes("Files");
addEventListener("dragover", event => {
  if (carries(event)) {
    event.preventDefault();
    drop.classList.add("dropping");
  }
});
addEventListener("dragleave", event => event.relatedTarget ?? drop.classList.remove("dropping"));
addEventListener("drop", event => {
  if (carries(event)) {
    event.preventDefault();
    drop.classList.remove("dropping");
    add(event.dataTransfer.files);
  }
});
addEventListener("paste", event => {
  const pasted = [...event.clipboardData?.files ?? []].filter(file => file.type.startsWith("image/"));
  if (pasted.length) {
    event.preventDefault();
    add(pasted);
  }
});

// What was left here before, and what another app shared

// Photos go on in the draft to which they were added. On a fresh page its author is led there, if the house knows that draft.
async function takeUp() {
  await recalled;
  const isFresh = photos.closest("form").dataset.fresh, shared = new Set(), going = await goingOn();
  if (isFresh) {
    await leaveToWishes();
  }
  for (const photo of await self.kept.photosOf(photos.dataset.author)) {
    if (photo.draft !== draft() && !shared.has(photo.draft)) {
      // What has arrived stands in its draft, or on every fresh page.
      if (!isFresh || photo.hasArrived || going.has(photo.draft)) {
        continue;
      }
      const found = await fate(photo.draft);
      if (found === "draft") {
        await leadTo(photo.draft);
      }
      if (found === "shared") {
        shared.add(photo.draft);
      }
    }
    if (shared.has(photo.draft)) {
      await self.kept.dropPhoto(photo.id);
    } else {
      photo.isOld = true;
      take(photo);
    }
  }
  await takeUpWish();
  const share = new URLSearchParams(location.search).has("from-phone") && await self.kept.takeShare();
  if (share) {
    history.replaceState(null, "", location.pathname);
    const text = document.querySelector("#text");
    text.value = [text.value, share.words].filter(said => said.trim()).join("\n\n");
    add(share.files);
    changed();
  }
}

// Photos that the house has for a post that is about to be shared are no new post's.
async function leaveToWishes() {
  for (const wish of (await self.kept.wishes()).filter(one => !one.end)) {
    wish.photos.forEach(({ id }) => photos.querySelector(`[data-photo="${id}"]`)?.remove());
  }
}

takeUp().catch(() => {}).then(keepOrder);
