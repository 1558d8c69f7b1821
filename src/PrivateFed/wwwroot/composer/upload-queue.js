// Uploads the composer's photos, two at a time. Until a saved draft has them they are stored on this device, too, so that uploading continues
// by itself after a lost connection, a reload or a closed tab.

import { withPhotoLock } from "../outbox/locks.js";
import { deletePhoto, savePhoto } from "../outbox/store.js";
import { randomId } from "../site/random-id.js";
import { announceChange, author, draftId, fileInput, form, format, photoList } from "./form.js";
import { drawThumbnail, makeTile, showRefusal } from "./photo-tile.js";
import { sendPhoto, takeBack } from "./upload-photo.js";
import { showProgress } from "./upload-progress.js";

const maxUploads = 2;
const texts = photoList.dataset;

// A photo here is what outbox/store.js has of it, and: tile, progress (0 to 1), mayHaveArrived, isRemoved, isNotStored, stored (a promise),
// and abort (a function) while it is being sent.
const unfinished = new Set();
const waiting = [];
const uploadedNotSaved = new Map(); // by the id that the house gave
let activeUploads = 0;
let failures = 0;
let hasBegun = false;
let isConnectionLost = false;
let isShareWaiting = false;

// Dispatches "settled" whenever a photo is uploaded, refused or removed.
export const uploads = new EventTarget();
export const isUploading = () => unfinished.size > 0;

// Adding photos

export function addPhotos(files) {
  const now = Date.now();
  [...files].forEach((file, index) => {
    const photo = { id: randomId(), author, draft: draftId(), file, at: now + index / 1000 };
    store(photo);
    uploadPhoto(photo);
  });
}

// Also used for photos that were stored before.
export function uploadPhoto(photo) {
  const oldTile = photo.tile;
  photo.tile = makeTile(photo, () => removePhoto(photo));
  oldTile ? oldTile.replaceWith(photo.tile) : photoList.append(photo.tile);
  if (photo.file.size > maxBytesOf(photo)) {
    refuse(photo, tooLarge(photo), { isFinal: true });
    return;
  }
  hasBegun = true;
  photo.progress = 0;
  unfinished.add(photo);
  waiting.push(photo);
  drawThumbnail(photo);
  updateProgress();
  startUploads();
}

// Whether it is a film its type only claims, but what is no picture may be one.
const maxBytesOf = ({ file }) => Number(file.type.startsWith("image/") ? texts.maxBytes : texts.maxFilmBytes);
const tooLarge = photo => format(texts.tooLarge, Math.floor(maxBytesOf(photo) / (1024 * 1024)));

// On a device without room for it, the photo is still uploaded while the page is open.
function store(photo) {
  const { id, draft, file, at, hasArrived } = photo;
  photo.stored = savePhoto({ id, author, draft, file, at, hasArrived }).catch(() => { photo.isNotStored = true; });
}

const unstore = photo => Promise.resolve(photo.stored).then(() => deletePhoto(photo.id)).catch(() => {});

// Uploading

function startUploads() {
  while (activeUploads < maxUploads && waiting.length) {
    const photo = waiting.shift();
    activeUploads++;
    withPhotoLock(photo.id, () => upload(photo)).finally(() => {
      activeUploads--;
      startUploads();
    });
  }
}

async function upload(photo) {
  while (!photo.isRemoved) {
    const answer = await sendPhoto(photo, updateProgress);
    if (photo.isRemoved) {
      return;
    }
    if (answer.html !== undefined) {
      failures = 0;
      isConnectionLost = false;
      accept(photo, answer.html);
      return;
    }
    if (answer.sentence || answer.status) {
      // A member who signs in again finds the photo on this device.
      refuse(photo, answer.sentence ?? (answer.status === 413 ? tooLarge(photo) : texts.signedOut), {
        isFinal: answer.status === 413 || (answer.sentence !== undefined && !answer.isTransient),
        staysStored: answer.status === 404,
      });
      return;
    }
    if (!await isReadable(photo.file)) {
      refuse(photo, texts.unreadable, { isFinal: true });
      return;
    }
    isConnectionLost = true;
    updateProgress();
    await retryDelay();
  }
}

// A file that was moved or deleted meanwhile cannot be read any more.
const isReadable = file => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

// Ends early when the device reports a connection, or the page becomes visible again.
const sleepers = new Set();
function retryDelay() {
  const seconds = Math.min(30, 2 ** failures++);
  return new Promise(resolve => {
    const wake = () => {
      sleepers.delete(wake);
      resolve();
    };
    sleepers.add(wake);
    setTimeout(wake, seconds * 1000);
  });
}
const wakeAll = () => sleepers.forEach(wake => wake());
addEventListener("online", wakeAll);
addEventListener("pageshow", wakeAll);
document.addEventListener("visibilitychange", () => document.hidden || wakeAll());

// Progress

export function updateProgress() {
  if (hasBegun) {
    showProgress([...unfinished].map(photo => photo.progress), { isConnectionLost, isShareWaiting });
  }
}

export function setShareWaiting(isWaiting) {
  isShareWaiting = isWaiting;
}

// Ending

function accept(photo, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const tile = template.content.querySelector("[data-photo]");
  // No tile when a post has taken the photo meanwhile. After a reload the page may show the photo already.
  if (tile && !photoList.querySelector(`[data-photo="${tile.dataset.photo}"]`)) {
    addFileDay(tile, photo.tile.dataset.fileDay);
    photo.tile.replaceWith(tile);
    sayHowFarFilmsAre();
    uploadedNotSaved.set(tile.dataset.photo, photo);
    photo.hasArrived = true;
    store(photo);
  } else {
    photo.tile.remove();
    unstore(photo);
  }
  announceChange();
  settle(photo);
}

function addFileDay(tile, value) {
  if (value) {
    tile.append(Object.assign(document.createElement("input"), { type: "hidden", name: `Input.FileDays[${tile.dataset.photo}]`, value }));
  }
}

function sayHowFarFilmsAre() {
  if (photoList.querySelector("[data-film]")) {
    import("../viewer/films.js").then(({ watchFilms }) => watchFilms()).catch(() => {});
  }
}
sayHowFarFilmsAre();

// What is refused for good can only be removed.
function refuse(photo, sentence, { isFinal = false, staysStored = false }) {
  const tryAgain = isFinal ? null : () => {
    store(photo);
    uploadPhoto(photo);
  };
  showRefusal(photo, sentence, tryAgain, () => removePhoto(photo));
  if (!staysStored) {
    unstore(photo);
  }
  settle(photo);
}

function removePhoto(photo) {
  photo.isRemoved = true;
  photo.abort?.();
  takeBack(photo).catch(() => {});
  const neighbour = photo.tile.nextElementSibling ?? photo.tile.previousElementSibling;
  photo.tile.remove();
  (neighbour?.querySelector("summary, button") ?? fileInput).focus();
  unstore(photo);
  settle(photo);
}

function settle(photo) {
  unfinished.delete(photo);
  const index = waiting.indexOf(photo);
  if (index >= 0) {
    waiting.splice(index, 1);
  }
  updateProgress();
  uploads.dispatchEvent(new Event("settled"));
}

// An uploaded photo stays stored until a draft in the house contains it, or its author removes it.
export function unstoreUploaded(photoId) {
  if (uploadedNotSaved.has(photoId)) {
    unstore(uploadedNotSaved.get(photoId));
    uploadedNotSaved.delete(photoId);
  }
}
form.addEventListener("draft-saved", event => event.detail.forEach(unstoreUploaded));

// Only a photo that this device could not store would be lost by leaving.
addEventListener("beforeunload", event => {
  if ([...unfinished].some(photo => photo.isNotStored)) {
    event.preventDefault();
  }
});
