// Puts photos that were not uploaded last time back into the composer. They belong to the draft to which they were added: when the composer
// shows a new post, it opens that draft instead, if the house knows it.

import { deletePhoto, pendingPosts, photosOf } from "../outbox/store.js";
import { draftState, openDraft, pendingDraftIds } from "./drafts.js";
import { author, draftId, form, photoList } from "./form.js";
import { textRestored } from "./restore-text.js";
import { uploadPhoto } from "./upload-queue.js";

const isNewPost = Boolean(form.dataset.fresh);

export async function restorePhotos() {
  await textRestored;
  const pending = await pendingDraftIds();
  if (isNewPost) {
    await removePhotosOfPendingPosts();
  }
  const shared = new Set();
  for (const photo of await photosOf(author)) {
    if (photo.draft !== draftId() && !shared.has(photo.draft)) {
      // An uploaded photo is in its draft, or on the page of every new post.
      if (!isNewPost || photo.hasArrived || pending.has(photo.draft)) {
        continue;
      }
      const state = await draftState(photo.draft);
      if (state === "draft") {
        await openDraft(photo.draft);
      }
      if (state === "shared") {
        shared.add(photo.draft);
      }
    }
    if (shared.has(photo.draft)) {
      await deletePhoto(photo.id);
    } else {
      photo.mayHaveArrived = true;
      uploadPhoto(photo);
    }
  }
}

// The house offers uploaded photos that are in no draft to every new post. Those of a pending post are already in use.
async function removePhotosOfPendingPosts() {
  for (const post of (await pendingPosts()).filter(one => !one.outcome)) {
    post.photos.forEach(({ id }) => photoList.querySelector(`[data-photo="${id}"]`)?.remove());
  }
}
