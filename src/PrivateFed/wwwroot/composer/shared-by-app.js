// Takes over the words and photos that another app shared with the house (sw.js stored them).

import { takeShare } from "../outbox/store.js";
import { announceChange, field } from "./form.js";
import { addPhotos } from "./upload-queue.js";

export async function takeShareOfApp() {
  const share = new URLSearchParams(location.search).has("from-phone") && await takeShare();
  if (share) {
    history.replaceState(null, "", location.pathname);
    field("Text").value = [field("Text").value, share.words].filter(words => words.trim()).join("\n\n");
    addPhotos(share.files);
    announceChange();
  }
}
