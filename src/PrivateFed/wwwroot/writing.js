// Writing: words are kept, on this device with every letter, and in the house after a pause. Photos: adding.js; of a change there an input
// event tells.

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
  localStorage.setItem(memory(), JSON.stringify({ ...said, descriptions, audience: form.querySelector("[data-share]:checked")?.value, version: field("Version").value, page: field("Page").value, at: Date.now() }));
}

const read = key => JSON.parse(localStorage.getItem(key) ?? "null");

function recall() {
  let key = memory();
  if (form.dataset.fresh && !read(key)) {
    // What was written last and could not be kept in the house goes on here, under the name of its draft.
    key = Object.keys(localStorage).filter(one => one.startsWith(ours)).sort((one, other) => read(other).at - read(one).at)[0];
  }
  const said = key && read(key);
  if (!said) {
    return;
  }
  field("DraftId").value = key.slice(ours.length);
  // On which version these words were written: when the draft went on elsewhere, the house keeps both.
  field("Version").value = said.version ?? 0;
  // This goes on where the page was left: a last letter of its own, sent as it closed, is no other page's.
  field("Page").value = said.page ?? field("Page").value;
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
  request = new AbortController();
  try {
    const answer = await fetch("/write?handler=Keep", { method: "POST", body, signal: request.signal });
    if (answer.ok) {
      take(await answer.json(), key);
      form.dispatchEvent(new CustomEvent("kept", { detail: body.getAll("Input.PhotoIds") }));
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
  if (unkept && isQuiet()) {
    navigator.sendBeacon("/write?handler=Keep", letter());
  }
});

if (!document.querySelector(".problem")) {
  recall();
}
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
  remember();
  sessionStorage.setItem("sharing", memory());
});
addEventListener("pageshow", () => { submitting = false; });
