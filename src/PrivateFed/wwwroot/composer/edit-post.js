// Editing a shared post: the text is stored on this device until the change is saved, so that nothing is lost when the author is signed out
// meanwhile.

const form = document.querySelector("#edit-post");
const key = `unsent-${form.dataset.textKey}`;
const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden])")];

if (!document.querySelector(".problem")) {
  const stored = JSON.parse(localStorage.getItem(key) ?? "{}");
  const changed = fields.filter(field => field.name in stored && field.value !== stored[field.name]);
  changed.forEach(field => { field.value = stored[field.name]; });
  if (changed.length > 0) {
    const status = document.querySelector("#save-status");
    status.textContent = status.dataset.restored;
  }
}

const store = () => localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map(field => [field.name, field.value]))));
form.addEventListener("input", store);
form.addEventListener("submit", () => {
  store();
  // The server's redirect deletes the stored text (site/every-page.js).
  sessionStorage.setItem("submitted-text", key);
});
