// Sends posts whose author pressed Share, or asked for a draft for each day, while photos were still being uploaded, and then closed the page.
// Runs in the service worker, or on whatever page of the house is open. composer/upload-photo.js sends the same requests and shows their
// progress.

import { fetchSession } from "../site/session.js";
import { withPhotoLock, withPostLock } from "./locks.js";
import { deletePhoto, findPhoto, findPost, pendingPosts, savePost } from "./store.js";
import { chunkSize, uploadInChunks, withTus } from "./upload-chunks.js";

// Sends all pending posts. An open composer holds the lock of its own post, and sends that one itself. Rejects when something has to be
// retried.
export async function flushOutbox() {
  for (const { id } of await pendingPosts()) {
    await withPostLock(id, () => sendPost(id));
  }
}

async function sendPost(id) {
  const post = await findPost(id);
  if (!post || post.outcome) {
    return;
  }
  post.outcome = await share(post);
  if (post.outcome === "shared") {
    await Promise.all(post.photos.filter(photo => photo.sentAs).map(photo => deletePhoto(photo.sentAs)));
  }
  await savePost(post);
}

// Resolves to "shared", or to "needs-author" when trying again would not help.
async function share(post) {
  const session = await fetchSession();
  if (session?.authorId !== post.author) {
    throw new Error("Its author is not signed in here.");
  }
  for (const photo of post.photos.filter(one => !one.id)) {
    const { status, id } = await withPhotoLock(photo.sentAs, () => uploadPhoto(photo.sentAs, session.antiforgeryToken));
    if (status === "in-a-post") {
      return "shared";
    }
    if (status === "refused") {
      return "needs-author";
    }
    photo.id = id;
    await savePost(post);
  }
  // The author saw that a photo was refused, and has not decided yet what to do.
  return post.hasRefusedPhotos ? "needs-author" : submitForm(post, session.antiforgeryToken);
}

async function submitForm(post, antiforgeryToken) {
  const body = new URLSearchParams(post.form);
  body.set("__RequestVerificationToken", antiforgeryToken);
  for (const { id, fileDay } of post.photos) {
    body.append("Input.PhotoIds", id);
    if (fileDay) {
      body.append(`Input.FileDays[${id}]`, fileDay);
    }
  }
  const response = await fetch("/write", { method: "POST", body, redirect: "manual" });
  if (response.type === "opaqueredirect") {
    return "shared";
  }
  if (!response.ok) {
    throw new Error(`The house answered ${response.status}.`);
  }
  // The composer came back instead of a redirect: it says what is wrong.
  return "needs-author";
}

// Resolves to { status: "uploaded", id }, { status: "in-a-post" } or { status: "refused" }.
async function uploadPhoto(sentAs, antiforgeryToken) {
  const known = await readAnswer(await fetch(`/write/photos?sentAs=${sentAs}`, { headers: { Accept: "application/json" } }));
  if (known.status !== "unknown") {
    return known;
  }
  const photo = await findPhoto(sentAs);
  if (!photo) {
    return { status: "refused" };
  }
  const headers = { Accept: "application/json", RequestVerificationToken: antiforgeryToken };
  if (photo.file.size > chunkSize) {
    return readAnswer(await uploadInChunks(photo, async (method, url, more, body) => {
      const response = await fetch(url, { method, headers: withTus({ ...headers, ...more }), body });
      return Object.assign(response, { header: name => response.headers.get(name) });
    }));
  }
  const body = new FormData();
  body.append("sentAs", sentAs);
  body.append("file", photo.file);
  return readAnswer(await fetch("/write/photos", { method: "POST", headers, body }));
}

async function readAnswer(response) {
  switch (response?.status) {
    case 200: {
      const { id } = await response.json();
      return id ? { status: "uploaded", id } : { status: "unknown" };
    }
    case 204: return { status: "in-a-post" };
    case 409: case 413: case 422: return { status: "refused" };
    default: throw new Error(`The house answered ${response?.status}.`);
  }
}
