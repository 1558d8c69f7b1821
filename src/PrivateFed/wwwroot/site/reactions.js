// Reacting to a post replaces its reactions in place, without leaving the page.

document.addEventListener("submit", async event => {
  const form = event.target;
  if (!form.matches(".taps") || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  const reactions = form.closest(".reactions");
  const kind = event.submitter.value;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.delete("from");
  try {
    const response = await fetch(form.action, { method: "POST", body });
    const updated = response.ok && new DOMParser().parseFromString(await response.text(), "text/html").getElementById(reactions.id);
    if (!updated) {
      // Signed out meanwhile, or the post is gone: the server's page says so.
      location.assign(form.action);
      return;
    }
    reactions.replaceWith(updated);
    [...updated.querySelectorAll("button")].find(button => button.value === kind)?.focus();
  } catch {
    // No connection: nothing was changed, and the button can be tapped again.
    form.removeAttribute("aria-busy");
  }
});
