// The part of the service worker that shows news while no page is open, and opens what was tapped.

self.addEventListener("push", event => {
  const { title, body, url } = event.data?.json() ?? { title: "", body: "", url: "/news" };
  // One at a time: what is newer takes the place of what was not looked at.
  event.waitUntil(self.registration.showNotification(title, { body, tag: "news", data: { url } }));
});

self.addEventListener("notificationclick", event => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/news", self.location.origin);
  if (url.origin === self.location.origin) {
    event.waitUntil(self.clients.openWindow(url.href));
  }
});
