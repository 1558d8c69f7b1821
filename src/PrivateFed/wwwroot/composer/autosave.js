// Saves the text: on this device with every change, and in the house, as a draft that other devices find, after a pause.

import { randomId } from "../site/random-id.js";
import { draftId, field, form, formData, photoList } from "./form.js";
import { localTextKey, storeLocalText } from "./local-text.js";
import { updateCaption } from "./photo-tile.js";

const pause = 1500; // milliseconds
const retryPause = 4 * pause;
const saveAddress = "/write?handler=Keep";
const status = document.querySelector("#save-status");

let timer;
let isUnsaved = false;
let isSubmitting = false;
let request; // an AbortController while a request is on its way

export const hasUnsavedChanges = () => isUnsaved;
export const showStatus = sentence => { status.textContent = sentence; };

form.addEventListener("input", event => {
  // A time to share at counts only with its button.
  if (event.target.name === "Input.ShareAt") {
    return;
  }
  storeLocalText();
  isUnsaved = true;
  showStatus("");
  clearTimeout(timer);
  timer = setTimeout(save, pause);
  const tile = event.target.closest(".photo-tile");
  if (tile) {
    updateCaption(tile);
  }
});

// A scheduled post changes only by a button, and an empty one is not worth a draft.
const maySave = () => form.dataset.autosave && !isSubmitting
  && (field("Text").value.trim() || field("Title").value.trim() || photoList.querySelector("[data-photo]"));

async function save() {
  if (!maySave() || request) {
    return;
  }
  isUnsaved = false;
  const key = localTextKey(), body = nextFormData();
  storeLocalText();
  request = new AbortController();
  try {
    const response = await fetch(saveAddress, { method: "POST", body, signal: request.signal });
    await handleAnswer(response, key, body.getAll("Input.PhotoIds"));
  } catch {
    showStatus(isSubmitting ? "" : form.dataset.offline);
    isUnsaved = true;
  }
  request = undefined;
  if (isUnsaved && !isSubmitting) {
    timer = setTimeout(save, retryPause);
  }
}

// Requests of one page can arrive out of order: the house ignores those with an older turn.
function nextFormData() {
  field("Turn").value++;
  return formData();
}

async function handleAnswer(response, key, photoIds) {
  if (response.ok) {
    const draft = await response.json();
    if (draft.isLate) {
      // The page was opened twice, and the other one was faster. This one becomes a page of its own, and the house keeps both texts.
      field("Page").value = randomId();
      isUnsaved = true;
    } else {
      markSaved(draft, key);
      form.dispatchEvent(new CustomEvent("draft-saved", { detail: photoIds }));
    }
  } else if (response.status === 409) {
    // The draft was shared elsewhere. The text on this page may become another post.
    localStorage.removeItem(key);
    field("DraftId").value = randomId();
    field("Version").value = 0;
    storeLocalText();
    showStatus(await response.text());
  } else {
    showStatus(response.status === 422 ? await response.text() : form.dataset.signedOut);
  }
}

function markSaved(draft, key) {
  field("DraftId").value = draft.id;
  field("Version").value = draft.version;
  localStorage.removeItem(key);
  if (isUnsaved) {
    // Typed while the request was on its way.
    storeLocalText();
  }
  showStatus(draft.said ?? form.dataset.saved);
  history.replaceState(null, "", `/write/${draftId()}`);
}

addEventListener("online", () => isUnsaved && save());
addEventListener("pagehide", () => {
  // A request on its way is lost with the page; a beacon is not.
  if ((isUnsaved || request) && maySave()) {
    navigator.sendBeacon(saveAddress, nextFormData());
  }
});

// The server's redirect deletes the stored text (site/every-page.js).
form.addEventListener("submit", () => {
  isSubmitting = true;
  clearTimeout(timer);
  request?.abort();
  field("Turn").value++;
  storeLocalText();
  sessionStorage.setItem("submitted-text", localTextKey());
});
addEventListener("pageshow", () => { isSubmitting = false; });
