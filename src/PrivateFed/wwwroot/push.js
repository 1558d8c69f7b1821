// Lets this device show news. The browser asks its person only when they press the button.

const button = document.querySelector("#push");
const problem = document.querySelector("#push-problem");

const toBytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));

async function subscribe() {
  if (await Notification.requestPermission() !== "granted") {
    return problem.dataset.refused;
  }
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made with the keys of another house, or in somebody else's session, is of no use.
  await (await pushManager.getSubscription())?.unsubscribe();
  const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: toBytes(button.dataset.key) })).toJSON();
  const form = new FormData(button.form);
  Object.entries({ endpoint, ...keys }).forEach(([name, value]) => form.append(name, value));
  const answer = await fetch(button.form.action, { method: "POST", body: form });
  return answer.ok ? null : answer.status === 422 ? answer.text() : problem.dataset.failed;
}

if (button && "serviceWorker" in navigator && "PushManager" in window) {
  button.hidden = false;
  document.querySelector("#push-not").hidden = true;
  button.addEventListener("click", async () => {
    button.disabled = true;
    problem.hidden = true;
    const wrong = await subscribe().catch(() => problem.dataset.failed);
    button.disabled = false;
    if (wrong) {
      problem.textContent = wrong;
      problem.hidden = false;
    } else {
      location.reload();
    }
  });
}
