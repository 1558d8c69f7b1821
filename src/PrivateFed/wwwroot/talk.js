// Where posts are shown: a reaction is one tap without leaving the place, and words of a comment outlive a lost connection.

document.addEventListener("submit", async event => {
  const form = event.target;
  if (!form.matches(".taps") || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  const row = form.closest(".reactions");
  const kind = event.submitter.value;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.delete("from");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(row.id);
    if (!fresh) {
      // Signed out meanwhile, or the post is gone: the server's page says so.
      location.assign(form.action);
      return;
    }
    row.replaceWith(fresh);
    [...fresh.querySelectorAll("button")].find(button => button.value === kind)?.focus();
  } catch {
    // No connection: nothing was changed, and the button can be tapped again.
    form.removeAttribute("aria-busy");
  }
});

const form = document.querySelector("form[data-words]");
if (form) {
  const words = form.querySelector("textarea");
  const key = `unsent-${form.dataset.words}`;
  // Only the way back from a comment that was taken clears its words away.
  if (sessionStorage.getItem("sending") === key && location.hash.startsWith("#comment-")) {
    localStorage.removeItem(key);
  }
  sessionStorage.removeItem("sending");
  words.value ||= localStorage.getItem(key) ?? "";
  words.addEventListener("input", () => words.value ? localStorage.setItem(key, words.value) : localStorage.removeItem(key));
  form.addEventListener("submit", () => sessionStorage.setItem("sending", key));
}
