// What is known about drafts other than the one on this page.

import { pendingPosts } from "../outbox/store.js";

// The ids of drafts that are shared as soon as their photos are uploaded: nobody needs to continue them.
export async function pendingDraftIds() {
  const posts = await pendingPosts().catch(() => []);
  return new Set(posts.filter(post => !post.outcome).map(post => post.id));
}

// Resolves to "draft", to "shared", or to undefined when the house does not know the draft or does not answer.
export const draftState = id => fetch(`/write/${id}`, { redirect: "manual" })
  .then(response => response.ok ? "draft" : response.type === "opaqueredirect" ? "shared" : undefined, () => undefined);

// Never resolves: nothing more is to be done on this page.
export function openDraft(id) {
  location.replace(`/write/${id}${location.search}`);
  return new Promise(() => {});
}
