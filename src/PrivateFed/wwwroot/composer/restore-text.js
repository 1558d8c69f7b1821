// Restores text that this device still has, when the composer opens.

import { outcomesKnown } from "../outbox/status.js";
import { hasUnsavedChanges, showStatus } from "./autosave.js";
import { draftState, openDraft, pendingDraftIds } from "./drafts.js";
import { field, form } from "./form.js";
import { deleteLocalText, localText, localTextKey, newestDraftId, restoreLocalText } from "./local-text.js";

// The author continues at the end of the text.
const text = field("Text");
text.setSelectionRange(text.value.length, text.value.length);

// Settles once the page has the draft and the text that belong on it. A form that came back with a problem has its text already.
export const textRestored = document.querySelector(".problem") ? Promise.resolve() : restoreText();

async function restoreText() {
  if (!form.dataset.fresh || localText(localTextKey())) {
    showRestored();
    return;
  }
  await outcomesKnown;
  const id = newestDraftId(await pendingDraftIds());
  const state = id && await draftState(id);
  if (state === "draft") {
    // Its own page has the rest of the draft, above all its photos.
    await openDraft(id);
  }
  if (state === "shared") {
    // It was shared from another page or device.
    deleteLocalText(id);
    return;
  }
  // An author who has begun to write meanwhile keeps the new text, and the old one stays stored.
  if (id && !hasUnsavedChanges()) {
    field("DraftId").value = id;
    showRestored();
  }
}

function showRestored() {
  const key = localTextKey();
  if (localText(key)) {
    showStatus(restoreLocalText() ? form.dataset.restored : "");
  }
}
