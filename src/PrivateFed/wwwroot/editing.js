// Changing a post: words stay on this device until the change is kept, so that nothing is lost when somebody was signed out meanwhile.

const form = document.querySelector("#editing");
const memory = `unsent-${form.dataset.unsent}`;
const fields = [...form.querySelectorAll("textarea, select, input:not([type=hidden])")];

if (!document.querySelector(".problem")) {
  const kept = JSON.parse(localStorage.getItem(memory) ?? "{}");
  const changed = fields.filter(field => field.name in kept && field.value !== kept[field.name]);
  changed.forEach(field => { field.value = kept[field.name]; });
  if (changed.length > 0) {
    const note = document.querySelector("#kept");
    note.textContent = note.dataset.stillHere;
  }
}

const remember = () => localStorage.setItem(memory, JSON.stringify(Object.fromEntries(fields.map(field => [field.name, field.value]))));
form.addEventListener("input", remember);
form.addEventListener("submit", () => {
  remember();
  sessionStorage.setItem("sharing", memory);
});
