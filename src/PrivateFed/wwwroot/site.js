// On every page: tells the server the reader's time zone, and clears away what was written once it has been shared.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && /^[\w+\-/]+$/.test(zone) && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

// Only the server's own word that it is shared, or kept, clears the words away: a lost connection, or another page, does not.
const said = new URLSearchParams(location.search);
if (said.has("shared") || said.has("kept")) {
  const words = sessionStorage.getItem("sharing") ?? "";
  localStorage.removeItem(words);
  if (words.includes("-draft-")) {
    import("./kept.js").then(() => self.kept.dropPhotosOf(words.slice(-36))).catch(() => {});
  }
  sessionStorage.removeItem("sharing");
  history.replaceState(null, "", location.pathname);
}

// A post that waited for its photos when its page was closed goes on.
if (localStorage.getItem("unsent-wishes")) {
  import("./wishes.js");
}

// Who is signed in may keep the house among the phone's apps.
if (document.querySelector("link[rel=manifest]")) {
  navigator.serviceWorker?.register("/sw.js").catch(() => {});
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", event => {
    // A second tap is not a second wish.
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    if ("leaves" in form.dataset) {
      Object.keys(localStorage).filter(key => key.startsWith("unsent-")).forEach(key => localStorage.removeItem(key));
      indexedDB.deleteDatabase("to-send");
    }
  });
}

addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(form => form.removeAttribute("aria-busy")));
