// Passkeys: the one thing here that needs script, since only a script can ask the device for one. Without it the buttons are not there.

const problem = document.querySelector("#passkey-problem");
const token = document.querySelector("[name=__RequestVerificationToken]")?.value;

const toBytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));
const toText = bytes => bytes && btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const descriptor = known => ({ ...known, id: toBytes(known.id) });

async function send(handler, body, page = "") {
  const headers = { RequestVerificationToken: token, "Content-Type": "application/json" };
  const answer = await fetch(`${page}?handler=${handler}`, { method: "POST", headers, body: body && JSON.stringify(body) });
  if (answer.status === 403) {
    // Its person has to show first that it is them.
    location.assign(await answer.text());
    return new Promise(() => {});
  }
  if (!answer.ok) {
    throw new Error(answer.status === 422 ? await answer.text() : problem.dataset.failed);
  }
  return answer;
}

async function ask(page) {
  const asked = await (await send("PasskeyOptions", undefined, page)).json();
  const publicKey = { ...asked, challenge: toBytes(asked.challenge), allowCredentials: asked.allowCredentials?.map(descriptor) };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  return {
    id, rawId: toText(rawId), type, extensions: {},
    response: {
      authenticatorData: toText(response.authenticatorData),
      clientDataJSON: toText(response.clientDataJSON),
      signature: toText(response.signature),
      userHandle: toText(response.userHandle),
    },
  };
}

async function use() {
  const proved = await ask();
  const back = document.querySelector("[name='Input.Back']").value;
  location.assign(await (await send(`Passkey&back=${encodeURIComponent(back)}`, proved)).text());
}

/** Shows whose device it is, and sends on the form that waits for that. */
async function show() {
  const page = "/me/prove";
  await send("Passkey", await ask(page), page);
  document.querySelector("#proof").submit();
}

async function make() {
  const asked = await (await send("PasskeyOptions")).json();
  const publicKey = { ...asked, challenge: toBytes(asked.challenge), user: { ...asked.user, id: toBytes(asked.user.id) }, excludeCredentials: asked.excludeCredentials?.map(descriptor) };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  await send("Passkey", {
    id, rawId: toText(rawId), type, extensions: {},
    response: { attestationObject: toText(response.attestationObject), clientDataJSON: toText(response.clientDataJSON), transports: response.getTransports?.() ?? [] },
  });
  location.reload();
}

const doing = { use, make, show };

for (const button of window.PublicKeyCredential ? document.querySelectorAll("button[data-passkey]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      await doing[button.dataset.passkey]();
    } catch (refused) {
      // Who closes the device's own window has changed their mind; that is no problem to speak of.
      if (refused.name !== "NotAllowedError") {
        problem.textContent = refused.name === "InvalidStateError" ? problem.dataset.known : refused.message;
        problem.hidden = false;
      }
    }
  });
}
