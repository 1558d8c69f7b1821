// What stands before fedify's inbox: it writes down every delivery, and can be told to behave badly for a while.
import { verifyObject, verifyRequestDetailed } from "@fedify/fedify";
import { Activity } from "@fedify/vocab";

export function createInbox(server) {
  const received = [];
  let keyCache = createKeyCache();
  let misbehaviour = { how: "", times: 0 };

  /** How the next `times` deliveries are treated: an HTTP status, "hang" (for `seconds`) or "drop" (no answer at all). */
  function misbehave({ how, times = 1, retryAfter, seconds = 60 }) {
    misbehaviour = { how: String(how), times, retryAfter, seconds };
  }

  async function answer(request) {
    const body = await request.clone().text();
    const entry = {
      at: new Date().toISOString(),
      path: new URL(request.url).pathname,
      headers: Object.fromEntries(request.headers),
      activity: parse(body),
      verified: null, signedBy: null, reason: null, proved: null, handled: false, status: null,
    };
    received.push(entry);
    if (misbehaviour.times > 0) {
      misbehaviour.times--;
      return await answerBadly(entry, misbehaviour);
    }

    if (server.state.demandsRfc9421 && !request.headers.has("signature-input")) {
      entry.status = 401;
      return refuseOldForm();
    }

    // fedify also takes an activity for its integrity proof; whether the HTTP signature holds is asked for separately.
    const documentLoader = await server.context().getDocumentLoader({ identifier: server.state.instance });
    const proof = await verifyRequestDetailed(request.clone(), { documentLoader, keyCache });
    entry.verified = proof.verified;
    entry.signedBy = proof.verified ? proof.key.id?.href : null;
    entry.reason = proof.verified ? null : (proof.reason?.type ?? "unknown");

    if (server.state.demandsSignatures && !proof.verified) {
      entry.status = 401;
      return new Response("Please sign the request.\n", { status: 401 });
    }

    entry.proved = await isProved(entry.activity, documentLoader);

    const response = await server.federation.fetch(request, { contextData: undefined });
    entry.status = response.status;
    entry.handled = server.state.handled.includes(entry.activity?.id);
    return response;
  }

  async function answerBadly(entry, { how, retryAfter, seconds }) {
    entry.status = how;
    if (how === "drop") return null;
    if (how === "hang") {
      await new Promise((done) => setTimeout(done, seconds * 1000).unref());
      return null;
    }
    const headers = retryAfter == null ? {} : { "retry-after": String(retryAfter) };
    return new Response("not today\n", { status: Number(how), headers });
  }

  function clear() {
    received.length = 0;
    misbehaviour = { how: "", times: 0 };
  }

  function forgetKeys() {
    keyCache = createKeyCache();
    server.forgetKeys();
  }

  return { answer, misbehave, clear, forgetKeys, received };
}

export function refuseOldForm() {
  return new Response("Please sign as RFC 9421 says.\n", { status: 401 });
}

// Whether the integrity proof in it (FEP-8b32) is by its own actor.
async function isProved(activity, documentLoader) {
  try {
    return (await verifyObject(Activity, activity, { documentLoader })) != null;
  } catch {
    return false;
  }
}

function createKeyCache() {
  const keys = new Map();
  return {
    get: async (id) => keys.get(id.href),
    set: async (id, key) => { if (key != null) keys.set(id.href, key); },
  };
}

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
