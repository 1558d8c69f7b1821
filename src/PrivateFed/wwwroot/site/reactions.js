// Reacting replaces the reactions in place, without leaving the page. Holding the heart shows the other signs.

const holdTime = 450; // milliseconds

document.addEventListener("submit", async event => {
  const form = event.target;
  if (!form.matches(".taps") || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  const reactions = form.closest(".reactions");
  const kind = event.submitter.value;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const isInLargeView = reactions === form; // its page is small; a page of many posts is not fetched for one of them
  if (!isInLargeView) {
    body.delete("from");
  }
  try {
    const response = await fetch(form.action, { method: "POST", body });
    const page = response.ok && new DOMParser().parseFromString(await response.text(), "text/html");
    const updated = page && page.getElementById(reactions.id);
    if (!updated) {
      // Signed out meanwhile, or the post is gone: the server's page says so.
      location.assign(form.action);
      return;
    }
    reactions.replaceWith(updated);
    [...updated.querySelectorAll("button")].find(button => button.value === kind)?.focus();
    if (isInLargeView) {
      await refreshBehind(form.action);
    }
  } catch {
    // No connection: nothing was changed, and the button can be tapped again.
    form.removeAttribute("aria-busy");
  }
});

// The same post's reactions on the page below the large view.
async function refreshBehind(action) {
  const address = new URL(action).pathname, reactions = document.getElementById(`reactions-${address.split("/").pop()}`);
  if (reactions) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    reactions.replaceWith(page.getElementById(reactions.id) ?? reactions);
  }
}

let holding, wasHeld;

document.addEventListener("pointerdown", event => {
  wasHeld = false;
  const others = event.target.closest(".heart")?.form.querySelector(".others");
  if (others) {
    holding = setTimeout(() => {
      wasHeld = true;
      others.open = true;
      others.querySelector("button").focus();
    }, holdTime);
  }
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => clearTimeout(holding));
}
document.addEventListener("contextmenu", event => wasHeld && event.preventDefault());
document.addEventListener("click", event => {
  if (wasHeld && event.target.closest(".heart")) {
    wasHeld = false;
    event.preventDefault();
    return;
  }
  // Anywhere else closes them again.
  document.querySelectorAll(".others[open]").forEach(others => others.contains(event.target) || others.removeAttribute("open"));
}, true);
