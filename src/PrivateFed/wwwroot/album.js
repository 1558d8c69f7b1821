// An album's photos are ordered by dragging, too. The house is told where a photo went, and its answer is what stands there afterwards.

import { makeOrderable } from "./ordering.js";

const form = document.querySelector("#ordering"), list = form.querySelector("ol"), moved = document.querySelector("#moved");
let last = Promise.resolve();

makeOrderable(list, "li", item => {
  const places = [...list.children];
  moved.textContent = form.dataset.moved.replace("{0}", places.indexOf(item) + 1).replace("{1}", places.length);
  const body = new FormData(form);
  body.append("photoId", item.dataset.photo);
  body.append("before", item.nextElementSibling?.dataset.photo ?? "");
  last = last.then(() => tell(body, item)).catch(() => location.reload());
});

async function tell(body, item) {
  const answer = await fetch(form.dataset.place, { method: "POST", body });
  const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#ordering ol");
  if (!fresh) {
    throw new Error(answer.status);
  }
  // Pictures stay as they are; what the buttons are called, and which there are, follows from the place.
  for (const place of list.children) {
    const said = fresh.querySelector(`#${place.id} .small-actions`);
    if (said) {
      place.querySelector(".small-actions").replaceWith(document.importNode(said, true));
    }
  }
  if (!list.contains(document.activeElement)) {
    item.querySelector("button")?.focus();
  }
}
