// On every page: tells the server the reader's time zone, and clears away what was written once it has been shared.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && /^[\w+\-/]+$/.test(zone) && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

// Sharing leads to the timeline; a refusal leads back to the form, which keeps what was typed.
const shared = sessionStorage.getItem("sharing");
if (shared) {
  sessionStorage.removeItem("sharing");
  if (location.pathname === "/") {
    localStorage.removeItem(shared);
  }
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
    }
  });
}

addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(form => form.removeAttribute("aria-busy")));
