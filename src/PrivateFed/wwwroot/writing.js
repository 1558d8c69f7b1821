// Writing: words are kept, on this device with every letter, and in the house after a pause. Photos: adding.js; of a change there an input
// event tells.

import "./kept.js";
import { lookedAfter } from "./wishes.js";

const form = document.querySelector("#writing");
const [photos, share] = ["photos", "share"].map(id => document.getElementById(id));
const field = name => form.elements[`Input.${name}`];
const kept = document.querySelector("#kept");
document.documentElement.classList.add("scripted");

// Words on this device: until the house has them, or they are shared.

const ours = `unsent-${form.dataset.unsent}-draft-`;
const memory = () => ours + field("DraftId").value;
const words = ["Text", "Kind", "Title", "HappenedOn"];

function remember() {
  const descriptions = [...photos.querySelectorAll("textarea")].map(one => [one.name, one.value]);
  const said = Object.fromEntries(words.map(name => [name, field(name).value]));
  localStorage.setItem(memory(), JSON.stringify({ ...said, descriptions, audience: form.querySelector("[data-share]:checked")?.value, version: field("Version").value, page: field("Page").value, turn: field("Turn").value, at: Date.now() }));
}

const read = key => JSON.parse(localStorage.getItem(key) ?? "null");

// What was written last on this device and could not be kept in the house, by the name of its draft.
async function latest() {
  await lookedAfter;
  const going = await goingOn();
  return Object.keys(localStorage).filter(one => one.startsWith(ours) && !going.has(one.slice(ours.length)))
    .sort((one, other) => read(other).at - read(one).at)[0];
}

// The drafts that are shared as soon as their photos are there: nobody need go on with them.
export const goingOn = async () => new Set((await self.kept.wishes().catch(() => [])).filter(wish => !wish.end).map(wish => wish.id));

// What became of a draft in the house: "draft", "shared", or neither, when it was never kept there or nobody answers.
export const fate = id => fetch(`/write/${id}`, { redirect: "manual" })
  .then(answer => answer.ok ? "draft" : answer.type === "opaqueredirect" ? "shared" : undefined, () => undefined);

export const leadTo = id => {
  location.replace(`/write/${id}${location.search}`);
  return new Promise(() => {});
};

async function recall() {
  if (!form.dataset.fresh || read(memory())) {
    recallHere(memory());
    return;
  }
  const key = await latest(), id = key?.slice(ours.length);
  const found = id && await fate(id);
  // What the house has of that draft, photos above all, stands on its own page and not on this fresh one.
  if (found === "draft") {
    await leadTo(id);
  }
  // It was shared from another page or device; these are its words of before.
  if (found === "shared") {
    localStorage.removeItem(key);
    return;
  }
  // Somebody may have begun to write meanwhile: then the older words wait.
  if (id && !unkept) {
    field("DraftId").value = id;
    recallHere(key);
  }
}

function recallHere(key) {
  const said = read(key);
  if (!said) {
    return;
  }
  if (!form.dataset.fresh) {
    // On which version these words were written: when the draft went on elsewhere, the house keeps both.
    field("Version").value = said.version ?? 0;
    // This goes on where the page was left: a last letter of its own, sent as it closed, is no other page's.
    field("Page").value = said.page ?? field("Page").value;
    field("Turn").value = said.turn ?? 0;
  }
  const isNews = words.some(name => said[name] && said[name] !== field(name).value);
  words.filter(name => said[name]).forEach(name => { field(name).value = said[name]; });
  document.querySelector(".occasion-fields").open ||= Boolean(said.Kind || said.Title || said.HappenedOn);
  // A circle that is gone leaves nothing chosen: never more people than were meant.
  if (said.audience) {
    form.querySelectorAll("[data-share]").forEach(choice => { choice.checked = choice.value === said.audience; });
  }
  // Photos stand in the order in which they arrived; the author's own order is remembered with the words.
  for (const [name, description] of said.descriptions ?? []) {
    const one = photos.querySelector(`textarea[name="${name}"]`);
    if (one) {
      one.value ||= description;
      photos.append(one.closest(".waiting"));
    }
  }
  photos.querySelectorAll(".waiting").forEach(caption);
  kept.textContent = isNews ? form.dataset.stillHere : "";
}

function caption(place) {
  place.querySelector(".caption").textContent = place.querySelector("textarea").value.trim() ? form.dataset.described : form.dataset.describe;
}

// Words in the house: a draft, which other devices find, too.

const pause = 1500;
let waiting = 0, unkept = false, submitting = false, request;

function changed() {
  remember();
  unkept = true;
  kept.textContent = "";
  clearTimeout(waiting);
  waiting = setTimeout(keep, pause);
}

const letter = () => {
  field("Turn").value++;
  const body = new FormData(form);
  ["files", "do", "Input.ShareAt"].forEach(name => body.delete(name));
  return body;
};

// What shares itself changes only when its author presses a button.
const isQuiet = () => form.dataset.quietly && !submitting && (field("Text").value.trim() || field("Title").value.trim() || photos.querySelector("[data-photo]"));

async function keep() {
  if (!isQuiet() || request) {
    return;
  }
  unkept = false;
  const key = memory(), body = letter();
  remember();
  request = new AbortController();
  try {
    const answer = await fetch("/write?handler=Keep", { method: "POST", body, signal: request.signal });
    const there = answer.ok && await answer.json();
    if (there.isLate) {
      // This page was opened twice, and the other one has gone on. It becomes a page of its own, and the house keeps both.
      field("Page").value = self.kept.newId();
      unkept = true;
    } else if (there) {
      take(there, key);
      form.dispatchEvent(new CustomEvent("kept", { detail: body.getAll("Input.PhotoIds") }));
    } else if (answer.status === 409) {
      // It was shared elsewhere. What stands here may become a post of its own.
      localStorage.removeItem(key);
      [field("DraftId").value, field("Version").value] = [self.kept.newId(), 0];
      remember();
      kept.textContent = await answer.text();
    } else {
      kept.textContent = answer.status === 422 ? await answer.text() : form.dataset.signedOut;
    }
  } catch {
    kept.textContent = submitting ? "" : form.dataset.onDevice;
    unkept = true;
  }
  request = undefined;
  if (unkept && !submitting) {
    waiting = setTimeout(keep, 4 * pause);
  }
}

function take(answer, key) {
  field("DraftId").value = answer.id;
  field("Version").value = answer.version;
  localStorage.removeItem(key);
  if (unkept) {
    remember();
  }
  kept.textContent = answer.said ?? form.dataset.kept;
  history.replaceState(null, "", `/write/${answer.id}`);
}

addEventListener("online", () => unkept && keep());
addEventListener("pagehide", () => {
  // A request that is on its way goes down with the page.
  if ((unkept || request) && isQuiet()) {
    navigator.sendBeacon("/write?handler=Keep", letter());
  }
});

// One goes on after what is there.
const text = field("Text");
text.setSelectionRange(text.value.length, text.value.length);

// What adding.js waits for: photos are taken up on the page of their draft.
export const recalled = document.querySelector(".problem") ? Promise.resolve() : recall();
form.addEventListener("input", event => {
  if (event.target.name === "Input.ShareAt") {
    return;
  }
  changed();
  const place = event.target.closest(".waiting");
  if (place) {
    caption(place);
  }
});

// Who sees it

function nameShare() {
  share.textContent = form.querySelector("[data-share]:checked")?.dataset.share ?? form.dataset.share;
}

form.addEventListener("change", nameShare);
nameShare();

form.addEventListener("submit", () => {
  submitting = true;
  clearTimeout(waiting);
  request?.abort();
  field("Turn").value++;
  remember();
  sessionStorage.setItem("sharing", memory());
});
addEventListener("pageshow", () => { submitting = false; });
