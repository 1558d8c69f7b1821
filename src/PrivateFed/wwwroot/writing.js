// Writing: each photo is sent as soon as it is chosen, two at a time, and words stay on this device until they are shared.
// Without this module the form sends the photos itself.

const form = document.querySelector("#writing");
const [text, photos, files, drop, share] = ["text", "photos", "files", "drop", "share"].map(id => document.getElementById(id));
const progress = document.querySelector("#progress"), progressWords = document.querySelector("#progress-words");
const token = form.querySelector("[name=__RequestVerificationToken]").value;
const memory = `unsent-${form.dataset.unsent}`;
document.documentElement.classList.add("scripted");

// Words

function remember() {
  const descriptions = [...photos.querySelectorAll("textarea")].map(field => [field.name, field.value]);
  localStorage.setItem(memory, JSON.stringify({ text: text.value, descriptions, audience: form.querySelector("[data-share]:checked")?.value }));
}

function recall() {
  const kept = JSON.parse(localStorage.getItem(memory) ?? "{}");
  text.value ||= kept.text ?? "";
  // A circle that is gone leaves nothing chosen: never more people than were meant.
  if (kept.audience) {
    form.querySelectorAll("[data-share]").forEach(choice => { choice.checked = choice.value === kept.audience; });
  }
  // Photos stand in the order in which they arrived; the author's own order is remembered with the words.
  for (const [name, description] of kept.descriptions ?? []) {
    const field = photos.querySelector(`textarea[name="${name}"]`);
    if (field) {
      field.value ||= description;
      photos.append(field.closest(".waiting"));
    }
  }
  photos.querySelectorAll(".waiting").forEach(caption);
}

function caption(place) {
  place.querySelector(".caption").textContent = place.querySelector("textarea").value.trim() ? form.dataset.described : form.dataset.describe;
}

if (!document.querySelector(".problem")) {
  recall();
}
form.addEventListener("input", event => {
  remember();
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
        keep(request.responseText, place);
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

function keep(html, place) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  place.replaceWith(holder.content);
  remember();
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
    remember();
    const body = new FormData();
    body.append("photoId", photoId);
    fetch("/write?handler=Drop", { method: "POST", headers: { RequestVerificationToken: token }, body });
    return;
  }
  (pressed.checkVisibility() ? pressed : place.querySelector("textarea")).focus();
  remember();
});

form.addEventListener("submit", () => {
  remember();
  sessionStorage.setItem("sharing", memory);
});

addEventListener("beforeunload", event => {
  if (sending + queue.length > 0) {
    event.preventDefault();
  }
});
