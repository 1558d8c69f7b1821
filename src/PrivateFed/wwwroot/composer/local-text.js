// The composer's text on this device, stored with every change until the house has saved it, or shared the post.

import { updateAudience } from "./audience.js";
import { draftId, field, form, photoList } from "./form.js";
import { updateCaption } from "./photo-tile.js";

const keyPrefix = `unsent-${form.dataset.author}-draft-`;
const textFields = ["Text", "Kind", "Title", "HappenedOn", "AllowsSaving"];

export const localTextKey = () => keyPrefix + draftId();
export const localText = key => JSON.parse(localStorage.getItem(key) ?? "null");

export function storeLocalText() {
  localStorage.setItem(localTextKey(), JSON.stringify({
    ...Object.fromEntries(textFields.map(name => [name, field(name).value])),
    descriptions: [...photoList.querySelectorAll("textarea")].map(textarea => [textarea.name, textarea.value]),
    audience: field("Audience").value,
    version: field("Version").value,
    page: field("Page").value,
    turn: field("Turn").value,
    at: Date.now(),
  }));
}

// The id of the draft whose text was stored last, apart from those in excludedIds.
export function newestDraftId(excludedIds) {
  const ids = Object.keys(localStorage).filter(key => key.startsWith(keyPrefix)).map(key => key.slice(keyPrefix.length));
  return ids.filter(id => !excludedIds.has(id)).sort((one, other) => localText(keyPrefix + other).at - localText(keyPrefix + one).at)[0];
}

export const deleteLocalText = id => localStorage.removeItem(keyPrefix + id);

// Fills the form with the text stored for its draft. Returns whether that differs from what the form contained.
export function restoreLocalText() {
  const stored = localText(localTextKey());
  if (!stored) {
    return false;
  }
  if (!form.dataset.fresh) {
    // The version on which the text is based: when the draft was changed elsewhere meanwhile, the house keeps both.
    field("Version").value = stored.version ?? 0;
    // The same page continues: the request that it sent while closing must not count as another page's.
    field("Page").value = stored.page ?? field("Page").value;
    field("Turn").value = stored.turn ?? 0;
  }
  const isDifferent = textFields.some(name => stored[name] && stored[name] !== field(name).value);
  textFields.filter(name => stored[name]).forEach(name => { field(name).value = stored[name]; });
  ["Kind", "Title", "HappenedOn"].filter(name => stored[name]).forEach(name => { field(name).closest("details").open = true; });
  restoreAudience(stored.audience);
  restoreDescriptions(stored.descriptions ?? []);
  return isDifferent;
}

// When the circle was deleted meanwhile, nothing is chosen, so that no more people than intended read the post.
function restoreAudience(audience) {
  if (audience) {
    const choices = field("Audience");
    choices.value = [...choices.options].some(option => option.value === audience) ? audience : "";
    updateAudience();
  }
}

// The house shows photos in the order in which they arrived; the author's own order is stored with the descriptions.
function restoreDescriptions(descriptions) {
  for (const [name, description] of descriptions) {
    const textarea = photoList.querySelector(`textarea[name="${name}"]`);
    if (textarea) {
      textarea.value ||= description;
      photoList.append(textarea.closest(".photo-tile"));
    }
  }
  photoList.querySelectorAll(".photo-tile").forEach(updateCaption);
}
