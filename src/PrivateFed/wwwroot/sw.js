// The service worker. It keeps no page and no photo of the house; what it keeps is what a phone shares with it, until the composer takes it, and what
// was to be shared when its page was closed (going.js).
importScripts("/push-worker.js", "/kept.js", "/going.js");

self.addEventListener("install", event => {
  self.skipWaiting();
  // All but what a phone shares goes past this worker: a page that closes sends its last words, and they must not wait for the worker to wake up.
  event.addRoutes?.([
    { condition: { requestMethod: "POST", urlPattern: { pathname: "/write/shared" } }, source: "fetch-event" },
    { condition: { urlPattern: { pathname: "/*" } }, source: "network" },
  ])?.catch(() => {});
});
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.origin === location.origin && url.pathname === "/write/shared") {
    event.respondWith(takeIn(event.request));
  }
});

// The browser says when there is a connection, and tries again by itself; where it cannot, we go on for as long as it lets us.
self.addEventListener("sync", event => event.waitUntil(self.going.all()));
self.addEventListener("message", event => event.waitUntil(self.registration.sync ? self.registration.sync.register("wishes") : self.going.all()));

// Twelve photos through one form would show no progress and begin anew with each lost connection. So they stay here, and the composer sends
// them one by one. The house looks at where the form came from: another site's never reaches the composer. Only the newest is kept, and for
// minutes, so that another site fills nobody's phone.
async function takeIn(request) {
  try {
    const form = await request.formData();
    const words = [...new Set(["title", "text", "url"].map(name => (form.get(name) ?? "").trim()).filter(said => said))].join("\n\n");
    await self.kept.keepShare(words, form.getAll("photos").filter(file => file.size > 0));
    return Response.redirect("/write/shared?kept", 303);
  } catch {
    // No room on the device: the composer is there all the same.
    return Response.redirect("/write/shared", 303);
  }
}
