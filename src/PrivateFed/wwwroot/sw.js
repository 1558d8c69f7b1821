// The service worker. It caches nothing. It stores what another app shares with the house until the composer picks it up, sends posts whose
// page was closed (outbox/flush.js), and shows push notifications.

import { flushOutbox } from "./outbox/flush.js";
import { saveShare } from "./outbox/store.js";

const shareTarget = "/write/shared";

self.addEventListener("install", event => {
  self.skipWaiting();
  // Every other request bypasses this worker: a page that is closing sends its last text, which must not wait for the worker to start.
  event.addRoutes?.([
    { condition: { requestMethod: "POST", urlPattern: { pathname: shareTarget } }, source: "fetch-event" },
    { condition: { urlPattern: { pathname: "/*" } }, source: "network" },
  ])?.catch(() => {});
});
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

// Sharing from another app

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method === "POST" && url.origin === location.origin && url.pathname === shareTarget) {
    event.respondWith(receiveShare(event.request));
  }
});

// Twelve photos in one form would show no progress and start again with every lost connection. So they are stored here, and the composer
// uploads them one by one. The house checks which site the form came from: a form of another site never reaches the composer. Only the
// newest share is stored, and only for minutes, so that no other site can fill the device.
async function receiveShare(request) {
  try {
    const form = await request.formData();
    const words = [...new Set(["title", "text", "url"].map(name => (form.get(name) ?? "").trim()).filter(Boolean))].join("\n\n");
    await saveShare(words, form.getAll("photos").filter(file => file.size > 0));
    return Response.redirect(`${shareTarget}?kept`, 303);
  } catch {
    // No room on the device: the composer opens without it.
    return Response.redirect(shareTarget, 303);
  }
}

// Sending in the background

// With Background Sync the browser waits for a connection and tries again by itself. Without it the worker sends for as long as it is left alive.
self.addEventListener("sync", event => event.waitUntil(flushOutbox()));
self.addEventListener("message", event => event.waitUntil(self.registration.sync ? self.registration.sync.register("outbox") : flushOutbox()));

// Push notifications

self.addEventListener("push", event => {
  const { title, body, url } = event.data?.json() ?? { title: "", body: "", url: "/news" };
  // With one tag, a newer notification replaces one that was not opened.
  event.waitUntil(self.registration.showNotification(title, { body, tag: "news", data: { url } }));
});

self.addEventListener("notificationclick", event => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/news", self.location.origin);
  if (url.origin === self.location.origin) {
    event.waitUntil(self.clients.openWindow(url.href));
  }
});
