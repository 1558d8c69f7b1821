// Says how many people the chosen audience is.

import { field, form } from "./form.js";

const status = document.querySelector("#audience-status");

export function updateAudience() {
  status.textContent = field("Audience").selectedOptions[0]?.dataset.people ?? "";
}

form.addEventListener("change", updateAudience);
updateAudience();
