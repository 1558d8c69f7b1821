// Writing: words stay on this device until they are shared. Photos: adding.js; of a change there an input event tells.

const form = document.querySelector("#writing");
const [text, photos, share] = ["text", "photos", "share"].map(id => document.getElementById(id));
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

form.addEventListener("submit", () => {
  remember();
  sessionStorage.setItem("sharing", memory);
});
