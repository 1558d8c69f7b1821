// Reorders the composer's photos by dragging, by keys and by buttons, and removes uploaded ones. Without this module the buttons submit the form.

import { makeSortable } from "../site/sortable-list.js";
import { announceChange, author, draftId, fileInput, format, photoList } from "./form.js";
import { antiforgeryToken } from "./upload-photo.js";
import { unstoreUploaded, updateProgress } from "./upload-queue.js";

const status = document.querySelector("#reorder-status");
const orderKey = `unsent-order-${author}`;

const moveBy = makeSortable(photoList, ".photo-tile", tile => {
  const tiles = [...photoList.children];
  status.textContent = format(photoList.dataset.moved, tiles.indexOf(tile) + 1, tiles.length);
  announceChange();
});

photoList.addEventListener("click", event => {
  const button = event.target.closest(".photo-tile[data-photo] button");
  if (!button) {
    return;
  }
  event.preventDefault();
  const tile = button.closest(".photo-tile");
  const [action, photoId] = button.value.split(":");
  if (action === "remove") {
    removeUploaded(tile, photoId);
    return;
  }
  moveBy(tile, action === "earlier" ? -1 : 1);
  // The button of the first or last place is hidden.
  (button.checkVisibility() ? button : tile.querySelector("textarea")).focus();
});

function removeUploaded(tile, photoId) {
  const neighbour = tile.nextElementSibling ?? tile.previousElementSibling;
  tile.remove();
  unstoreUploaded(photoId);
  (neighbour?.querySelector("summary, button") ?? fileInput).focus();
  announceChange();
  updateProgress();
  deleteInHouse(photoId).catch(() => {});
}

async function deleteInHouse(photoId) {
  const token = await antiforgeryToken();
  if (token) {
    const body = new FormData();
    body.append("photoId", photoId);
    await fetch("/write/photos?handler=Drop", { method: "POST", headers: { RequestVerificationToken: token }, body });
  }
}

// The order is stored on this device, since the house does not know yet the places of photos that are still being uploaded.
export function restoreOrder() {
  const stored = JSON.parse(localStorage.getItem(orderKey) ?? "{}");
  const order = stored.draft === draftId() ? stored.order : [];
  const rank = tile => order.indexOf(photoKey(tile)) + 1 || order.length + 1;
  [...photoList.children].sort((one, other) => rank(one) - rank(other)).forEach(tile => photoList.append(tile));
  new MutationObserver(storeOrder).observe(photoList, { childList: true });
  storeOrder();
}

const storeOrder = () => localStorage.setItem(orderKey, JSON.stringify({ draft: draftId(), order: [...photoList.children].map(photoKey) }));

const photoKey = tile => tile.dataset.photo ?? tile.dataset.sentAs;
