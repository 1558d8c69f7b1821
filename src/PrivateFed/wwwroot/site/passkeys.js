// Passkeys (Web Authentication): signing in with one, creating one, and confirming who somebody is with one. Only a script can ask the
// device for a passkey, so the buttons are hidden until this module shows them.

import { base64urlOf, bytesOf } from "./base64url.js";

const problem = document.querySelector("#passkey-problem");
const antiforgeryToken = document.querySelector("[name=__RequestVerificationToken]")?.value;

const actions = { "sign-in": signIn, "create": createPasskey, "confirm": confirmIdentity };

for (const button of window.PublicKeyCredential ? document.querySelectorAll("button[data-passkey]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      await actions[button.dataset.passkey]();
    } catch (error) {
      // Closing the device's own dialog is a change of mind, not a problem.
      if (error.name !== "NotAllowedError") {
        problem.textContent = error.name === "InvalidStateError" ? problem.dataset.known : error.message;
        problem.hidden = false;
      }
    }
  });
}

async function signIn() {
  const credential = await getCredential();
  const back = document.querySelector("[name='Input.Back']").value;
  location.assign(await (await post(`Passkey&back=${encodeURIComponent(back)}`, credential)).text());
}

// Submits the form that waits for the confirmation.
async function confirmIdentity() {
  const page = "/me/prove";
  await post("Passkey", await getCredential(page), page);
  document.querySelector("#proof").submit();
}

async function createPasskey() {
  const options = await (await post("PasskeyOptions")).json();
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    user: { ...options.user, id: bytesOf(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptorOf),
  };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  await post("Passkey", {
    id,
    rawId: base64urlOf(rawId),
    type,
    extensions: {},
    response: {
      attestationObject: base64urlOf(response.attestationObject),
      clientDataJSON: base64urlOf(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
  });
  location.reload();
}

async function getCredential(page) {
  const options = await (await post("PasskeyOptions", undefined, page)).json();
  const publicKey = { ...options, challenge: bytesOf(options.challenge), allowCredentials: options.allowCredentials?.map(descriptorOf) };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  return {
    id,
    rawId: base64urlOf(rawId),
    type,
    extensions: {},
    response: {
      authenticatorData: base64urlOf(response.authenticatorData),
      clientDataJSON: base64urlOf(response.clientDataJSON),
      signature: base64urlOf(response.signature),
      userHandle: base64urlOf(response.userHandle),
    },
  };
}

function descriptorOf(credential) {
  return { ...credential, id: bytesOf(credential.id) };
}

// Calls a page handler. Throws an Error whose message is a sentence for the reader.
async function post(handler, body, page = "") {
  const headers = { RequestVerificationToken: antiforgeryToken, "Content-Type": "application/json" };
  const response = await fetch(`${page}?handler=${handler}`, { method: "POST", headers, body: body && JSON.stringify(body) });
  if (response.status === 403) {
    // The member has to confirm who they are first; the answer is the address of that page.
    location.assign(await response.text());
    return new Promise(() => {});
  }
  if (!response.ok) {
    throw new Error(response.status === 422 ? await response.text() : problem.dataset.failed);
  }
  return response;
}
