// Names the Share button after the audience that is chosen.

import { form, shareButton } from "./form.js";

function updateLabel() {
  shareButton.textContent = form.querySelector("[data-share]:checked")?.dataset.share ?? form.dataset.share;
}

form.addEventListener("change", updateLabel);
updateLabel();
