// The button that subscribes this device to push notifications. The browser asks for permission only when it is pressed.

import { bytesOf } from "./base64url.js";

const button = document.querySelector("#push");
const problem = document.querySelector("#push-problem");

// Resolves to a sentence that says what went wrong, or to null.
async function subscribe() {
  if (await Notification.requestPermission() !== "granted") {
    return problem.dataset.refused;
  }
  await navigator.serviceWorker.register("/sw.js", { type: "module" });
  const { pushManager } = await navigator.serviceWorker.ready;
  // A subscription made with another house's key, or in somebody else's session, is of no use.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(button.dataset.key) });
  const { endpoint, keys } = subscription.toJSON();
  const body = new FormData(button.form);
  Object.entries({ endpoint, ...keys }).forEach(([name, value]) => body.append(name, value));
  const response = await fetch(button.form.action, { method: "POST", body });
  return response.ok ? null : response.status === 422 ? response.text() : problem.dataset.failed;
}

if (button && "serviceWorker" in navigator && "PushManager" in window) {
  button.hidden = false;
  document.querySelector("#push-not").hidden = true;
  button.addEventListener("click", async () => {
    button.disabled = true;
    problem.hidden = true;
    const failure = await subscribe().catch(() => problem.dataset.failed);
    button.disabled = false;
    if (failure) {
      problem.textContent = failure;
      problem.hidden = false;
    } else {
      location.reload();
    }
  });
}
