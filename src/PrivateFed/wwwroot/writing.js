// Writing: each photo is sent as soon as it is chosen, two at a time, and words are kept: on this device with
// every letter, and in the house after a pause. Without this module the form sends the photos itself.

const form = document.querySelector("#writing");
const [text, photos, files, drop, share] = ["text", "photos", "files", "drop", "share"].map(id => document.getElementById(id));
const progress = document.querySelector("#progress"), progressWords = document.querySelector("#progress-words");
const token = form.querySelector("[name=__RequestVerificationToken]").value;
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
  const key = memory();
  request = new AbortController();
  try {
    const answer = await fetch("/write?handler=Keep", { method: "POST", body: letter(), signal: request.signal });
    if (answer.ok) {
      take(await answer.json(), key);
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

// Photos

const atOnce = 2;
const queue = [];
let sending = 0, done = 0, bytesInAll = 0;
const bytesSent = new Map();

function add(chosen) {
  for (const file of chosen) {
    const place = placeFor(file);
    photos.append(place);
    queue.push({ file, place });
    bytesInAll += file.size;
  }
  tell();
  sendNext();
}

function placeFor(file) {
  const place = document.createElement("figure");
  place.className = "waiting";
  place.innerHTML = `<div class="blank"><span></span><progress max="1" value="0"></progress></div>`;
  place.querySelector("span").textContent = file.name;
  place.querySelector("progress").setAttribute("aria-label", file.name);
  return place;
}

function sendNext() {
  while (sending < atOnce && queue.length) {
    const { file, place } = queue.shift();
    sending++;
    send(file, place).finally(() => {
      sending--;
      tell();
      sendNext();
    });
  }
}

function send(file, place) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    const bar = place.querySelector("progress");
    request.upload.addEventListener("progress", event => {
      bytesSent.set(file, event.loaded);
      // All sent is not all done: the photo is being prepared.
      if (event.loaded >= event.total) {
        bar.removeAttribute("value");
      } else {
        bar.value = event.loaded / event.total;
      }
      tell();
    });
    request.addEventListener("loadend", () => {
      bytesSent.set(file, file.size);
      if (request.status === 200) {
        done++;
        arrive(request.responseText, place);
      } else {
        refuse(file, place, request.status === 422 ? request.responseText : why(request.status), request.status === 422);
      }
      resolve();
    });
    request.open("POST", "/write?handler=Photo");
    request.setRequestHeader("RequestVerificationToken", token);
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}

const why = status => status === 413 ? form.dataset.tooLarge
  : status === 400 || status === 404 ? form.dataset.tooLate
  : form.dataset.brokeOff;

function arrive(html, place) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  place.replaceWith(holder.content);
  changed();
}

function refuse(file, place, sentence, isFinal) {
  place.classList.add("refused");
  place.innerHTML = `<div class="problem" role="alert"><p><b></b></p><p class="why"></p></div><p class="small-actions"></p>`;
  place.querySelector("b").textContent = file.name;
  place.querySelector(".why").textContent = sentence;
  const actions = place.querySelector(".small-actions");
  if (!isFinal) {
    actions.append(button(form.dataset.tryAgain, () => {
      place.remove();
      bytesInAll -= file.size;
      add([file]);
    }));
  }
  actions.append(button(form.dataset.leaveOut, () => place.remove()));
}

const button = (words, then) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.addEventListener("click", then);
  return made;
};

function tell() {
  const open = sending + queue.length;
  progress.hidden = open === 0;
  progress.value = bytesInAll ? [...bytesSent.values()].reduce((sum, sent) => sum + sent, 0) / bytesInAll : 0;
  progressWords.textContent = open > 0 ? form.dataset.arrived.replace("{0}", done).replace("{1}", done + open) : "";
  share.disabled = open > 0;
  if (open === 0) {
    done = bytesInAll = 0;
    bytesSent.clear();
  }
}

files.addEventListener("change", () => {
  add(files.files);
  files.value = "";
});

const carried = event => [...(event.dataTransfer ?? event.clipboardData)?.files ?? []].filter(file => file.type.startsWith("image/"));
addEventListener("dragover", event => {
  if ([...event.dataTransfer.types].includes("Files")) {
    event.preventDefault();
    drop.classList.add("dropping");
  }
});
addEventListener("dragleave", () => drop.classList.remove("dropping"));
addEventListener("drop", event => {
  event.preventDefault();
  drop.classList.remove("dropping");
  add(carried(event));
});
addEventListener("paste", event => {
  const pasted = carried(event);
  if (pasted.length) {
    event.preventDefault();
    add(pasted);
  }
});

// Earlier, later, remove: here without a way to the server and back.
form.addEventListener("click", event => {
  const pressed = event.target.closest(".waiting[data-photo] button");
  if (!pressed) {
    return;
  }
  event.preventDefault();
  const place = pressed.closest(".waiting");
  const [wish, photoId] = pressed.value.split(":");
  if (wish === "earlier") {
    place.previousElementSibling?.before(place);
  } else if (wish === "later") {
    place.nextElementSibling?.after(place);
  } else {
    const neighbour = place.nextElementSibling ?? place.previousElementSibling;
    place.remove();
    (neighbour?.querySelector("summary") ?? files).focus();
    changed();
    const body = new FormData();
    body.append("photoId", photoId);
    fetch("/write?handler=Drop", { method: "POST", headers: { RequestVerificationToken: token }, body });
    return;
  }
  (pressed.checkVisibility() ? pressed : place.querySelector("textarea")).focus();
  changed();
});

form.addEventListener("submit", () => {
  submitting = true;
  clearTimeout(waiting);
  request?.abort();
  remember();
  sessionStorage.setItem("sharing", memory());
});
addEventListener("pageshow", () => { submitting = false; });

addEventListener("beforeunload", event => {
  if (sending + queue.length > 0) {
    event.preventDefault();
  }
});
