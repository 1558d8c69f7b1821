// What all who live here need to speak to others: to find them, to sign, and to send.
import { FetchError, SendActivityError, signRequest } from "@fedify/fedify";

export const activityJson = "application/activity+json";
export const userAgent = "joes/1.0.0 (fedify)";

export function createOutbox(state, context) {
  return { findActor, newId, send, sign, keysOf, nameOf };

  async function findActor(handleOrId, as) {
    const documentLoader = await context.getDocumentLoader({ identifier: as });
    const actor = await context.lookupObject(handleOrId, { documentLoader });
    if (actor?.inboxId === undefined) throw new Error(`no actor found at ${handleOrId}`);
    return actor;
  }

  function newId(as, kind) {
    return new URL(`/users/${as}/${kind}/${crypto.randomUUID()}`, state.origin);
  }

  // fedify reports a refusal by an exception and success by silence. A status of null without delivery: there was no answer.
  async function send(as, recipients, activity) {
    state.sent.set(activity.id.href, activity);
    const sent = { id: activity.id.href, delivered: true, status: null, answer: "" };
    try {
      await context.sendActivity({ identifier: nameOf(as) }, recipients, activity);
    } catch (error) {
      if (error instanceof SendActivityError) Object.assign(sent, { delivered: false, status: error.statusCode, answer: error.responseBody });
      else if (error instanceof FetchError) Object.assign(sent, { delivered: false, answer: String(error) });
      else throw error;
    }
    return sent;
  }

  async function sign(request, as, spec, keyId) {
    if (as == null) return request;
    const { rsa } = await keysOf(as);
    return await signRequest(request, rsa.privateKey, keyId == null ? rsa.keyId : new URL(keyId), spec == null ? {} : { spec });
  }

  async function keysOf(as) {
    const [rsa, ed25519] = await context.getActorKeyPairs(nameOf(as));
    return { rsa, ed25519 };
  }

  // A test calls the server's own actor "instance", wherever the server is.
  function nameOf(as) {
    return as === "instance" ? state.instance : as;
  }
}

export async function describe(response) {
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
