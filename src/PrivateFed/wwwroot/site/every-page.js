// Runs on every page. It imports other modules only when they are needed, since most pages are opened to read.

// The reader's time zone, for the server

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && /^[\w+\-/]+$/.test(zone) && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

// Submitted text

// The composer stores its text on this device under the key in "submitted-text". Only the server's redirect after saving clears it: a lost
// connection, or another page, does not.
const query = new URLSearchParams(location.search);
if (query.has("shared") || query.has("kept")) {
  const textKey = sessionStorage.getItem("submitted-text") ?? "";
  localStorage.removeItem(textKey);
  if (textKey.includes("-draft-")) {
    import("../outbox/store.js").then(({ deletePhotosOfDraft }) => deletePhotosOfDraft(textKey.slice(-36))).catch(() => {});
  }
  sessionStorage.removeItem("submitted-text");
  history.replaceState(null, "", location.pathname);
}

// Posts whose page was closed before their photos were uploaded

if (localStorage.getItem("unsent-posts")) {
  import("../outbox/status.js");
}

// The service worker, for members (only their pages name a manifest)

if (document.querySelector("link[rel=manifest]")) {
  navigator.serviceWorker?.register("/sw.js", { type: "module" }).catch(() => {});
}

// Forms

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", event => {
    // A second tap must not submit the form again.
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    if (form.dataset.forget) {
      localStorage.removeItem(form.dataset.forget);
    }
    if ("signOut" in form.dataset) {
      forgetUnsent();
    }
  });
}

// A label that stands for a file field says which file was chosen.
addEventListener("change", ({ target }) => {
  if (target.matches(".add > input:not([multiple])") && target.files.length > 0) {
    target.previousElementSibling.textContent = target.files[0].name;
  }
});

addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(form => form.removeAttribute("aria-busy")));

// Deletes everything unsent from this device. It does so synchronously: the page is about to be left, and would not wait for
// outbox/store.js.
function forgetUnsent() {
  Object.keys(localStorage).filter(key => key.startsWith("unsent-")).forEach(key => localStorage.removeItem(key));
  indexedDB.deleteDatabase("to-send");
}
