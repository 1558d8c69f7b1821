// Reorders an album's photos by dragging. Each move is sent to the house, whose answer says which buttons a photo has.

import { makeSortable } from "./sortable-list.js";

const form = document.querySelector("#ordering");
const list = form.querySelector("ol");
const status = document.querySelector("#reorder-status");
let lastMove = Promise.resolve();

makeSortable(list, "li", item => {
  const items = [...list.children];
  status.textContent = form.dataset.moved.replace("{0}", items.indexOf(item) + 1).replace("{1}", items.length);
  const body = new FormData(form);
  body.append("photoId", item.dataset.photo);
  body.append("before", item.nextElementSibling?.dataset.photo ?? "");
  lastMove = lastMove.then(() => saveMove(body, item)).catch(() => location.reload());
});

async function saveMove(body, movedItem) {
  const response = await fetch(form.dataset.place, { method: "POST", body });
  const savedList = response.ok && new DOMParser().parseFromString(await response.text(), "text/html").querySelector("#ordering ol");
  if (!savedList) {
    throw new Error(`The house answered ${response.status}.`);
  }
  // The pictures stay as they are; only the buttons depend on the position.
  for (const item of list.children) {
    const buttons = savedList.querySelector(`#${item.id} .arrows`);
    if (buttons) {
      item.querySelector(".arrows").replaceWith(document.importNode(buttons, true));
    }
  }
  if (!list.contains(document.activeElement)) {
    movedItem.querySelector("button")?.focus();
  }
}
