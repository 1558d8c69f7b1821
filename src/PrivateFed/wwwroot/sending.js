// The composer's photos are sent two at a time. What is not sent yet is kept on this device and goes on by itself after a lost connection, a
// reload or a closed tab.

import "./kept.js";
import { upload } from "./upload.js";
import { placeFor, showSmall, refuse } from "./waiting.js";
import { goOnWithWish, isWished } from "./wish.js";

const form = document.querySelector("#writing");
const [photos, files, progress, words] = ["photos", "files", "progress", "progress-words"].map(id => document.getElementById(id));
const say = photos.dataset, author = say.author;
const atOnce = 2;

const open = new Set(), queue = [];
let sending = 0, failures = 0, began = false, isPaused = false;

export const isSending = () => open.size > 0;
export const draft = () => form.elements["Input.DraftId"].value;
export const fill = (sentence, ...numbers) => numbers.reduce((text, number, at) => text.replace(`{${at}}`, number), sentence);
export const changed = () => photos.dispatchEvent(new Event("input", { bubbles: true }));

// Photos come

export function add(chosen) {
  const now = Date.now();
  [...chosen].forEach((file, index) => {
    const photo = { id: self.kept.newId(), author, draft: draft(), file, at: now + index / 1000 };
    keep(photo);
    take(photo);
  });
}

// A device without room for it sends it all the same, while the page is open.
function keep(photo) {
  photo.keeping = self.kept.keepPhoto({ id: photo.id, author, draft: photo.draft, file: photo.file, at: photo.at, hasArrived: photo.hasArrived }).catch(() => { photo.isLost = true; });
}

const forget = photo => Promise.resolve(photo.keeping).then(() => self.kept.dropPhoto(photo.id)).catch(() => {});

// One that was kept from before comes here by itself.
export function take(photo) {
  const before = photo.place;
  photo.place = placeFor(photo, say, () => leaveOut(photo));
  before ? before.replaceWith(photo.place) : photos.append(photo.place);
  begin(photo);
}

function begin(photo) {
  if (photo.file.size > Number(say.most)) {
    tellWhy(photo, say.tooLarge);
    return;
  }
  began = true;
  photo.part = 0;
  open.add(photo);
  queue.push(photo);
  showSmall(photo);
  tell();
  sendNext();
}

function leaveOut(photo) {
  photo.leave?.();
  photo.isOut = true;
  const next = photo.place.nextElementSibling ?? photo.place.previousElementSibling;
  photo.place.remove();
  (next?.querySelector("summary, button") ?? files).focus();
  forget(photo);
  end(photo);
}

function end(photo) {
  open.delete(photo);
  const at = queue.indexOf(photo);
  if (at >= 0) {
    queue.splice(at, 1);
  }
  tell();
  goOnWithWish();
}

// Photos go

function sendNext() {
  while (sending < atOnce && queue.length) {
    const photo = queue.shift();
    sending++;
    alone(photo).finally(() => {
      sending--;
      sendNext();
    });
  }
}

// Two tabs with the same composer do not send the same photo at the same time.
const alone = photo => navigator.locks
  ? navigator.locks.request(`sending-${photo.id}`, () => send(photo))
  : send(photo);

async function send(photo) {
  while (!photo.isOut) {
    const answer = await upload(photo, () => tell());
    if (photo.isOut) {
      return;
    }
    if (answer.html !== undefined) {
      failures = 0;
      isPaused = false;
      arrive(photo, answer.html);
      return;
    }
    if (answer.sentence || answer.status) {
      tellWhy(photo, answer.sentence ?? (answer.status === 413 ? say.tooLarge : say.tooLate), answer.status === 404);
      return;
    }
    if (!await photo.file.slice(0, 1).arrayBuffer().then(() => true, () => false)) {
      tellWhy(photo, say.unreadable);
      return;
    }
    isPaused = true;
    photo.part = 0;
    tell();
    await pause(Math.min(30, 2 ** failures++) * 1000);
  }
}

// Until the time has passed, or the device says that it is connected again.
const sleepers = new Set();
const pause = milliseconds => new Promise(resolve => {
  const wake = () => {
    sleepers.delete(wake);
    resolve();
  };
  sleepers.add(wake);
  setTimeout(wake, milliseconds);
});
const wakeAll = () => sleepers.forEach(wake => wake());
addEventListener("online", wakeAll);
addEventListener("pageshow", wakeAll);
document.addEventListener("visibilitychange", () => document.hidden || wakeAll());

function arrive(photo, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const figure = holder.content.querySelector("[data-photo]");
  // Nothing when a post has taken it meanwhile; and it may stand here already, from before a reload.
  if (figure && !photos.querySelector(`[data-photo="${figure.dataset.photo}"]`)) {
    photo.place.replaceWith(figure);
    here.set(figure.dataset.photo, photo);
    keep({ ...photo, hasArrived: true });
  } else {
    photo.place.remove();
    forget(photo);
  }
  changed();
  end(photo);
}

// What is here stays on the device until the house has it in a draft: a page that is loaded anew finds it again.
const here = new Map();
export function forgetHere(id) {
  if (here.has(id)) {
    forget(here.get(id));
    here.delete(id);
  }
}
form.addEventListener("kept", event => event.detail.forEach(forgetHere));

function tellWhy(photo, sentence, isKept = false) {
  refuse(photo, sentence, say, () => {
    keep(photo);
    take(photo);
  }, () => leaveOut(photo));
  if (!isKept) {
    forget(photo);
  }
  end(photo);
}

export function tell() {
  const here = photos.querySelectorAll("[data-photo]").length, all = here + open.size;
  progress.hidden = open.size === 0;
  progress.value = all ? (here + [...open].reduce((sum, photo) => sum + photo.part, 0)) / all : 0;
  const sentence = !began ? ""
    : isPaused && open.size ? fill(say.paused, here, all)
    : isWished() ? say.then
    : fill(say.arrived, here, all);
  if (words.textContent !== sentence) {
    words.textContent = sentence;
  }
}

// Only what this device could not keep would be lost by leaving.
addEventListener("beforeunload", event => {
  if ([...open].some(photo => photo.isLost)) {
    event.preventDefault();
  }
});
