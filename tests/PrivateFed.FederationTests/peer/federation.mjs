// The foreign server as its fediverse neighbours see it: actors, documents and inboxes. fedify does the wire.
import { readFileSync } from "node:fs";
import { createFederation, generateCryptoKeyPair, MemoryKvStore } from "@fedify/fedify";
import {
  Accept, Activity, Application, Create, Delete, Endpoints, Follow, Image, Note, Person, PUBLIC_COLLECTION, Reject, Undo, Update,
} from "@fedify/vocab";

const joe = { name: "Joe Lindgren", summary: "<p>An uncle. Fishes, mostly in vain.</p>" };
const eve = { name: "Eve", summary: "<p>Nobody let her in.</p>" };
const picture = readFileSync(new URL("./picture.png", import.meta.url));

/**
 * One server under one name. `people` are those who live there, `notes` holds what they wrote (by id, also the deleted), `sent` every
 * activity of theirs by id, `follows` and `following` their wishes to follow (by "who actor-id") and what became of them.
 * The instance actor is a user named like the host, as with GoToSocial, and of type Application, as with Mastodon.
 */
export async function createServer(origin) {
  const instance = new URL(origin).hostname;
  const state = {
    origin, instance,
    people: new Map(), keys: new Map(), followers: new Map(),
    notes: new Map(), deleted: new Set(), sent: new Map(), follows: new Map(), following: new Map(), handled: [],
    demandsSignatures: false, demandsRfc9421: false,
  };
  await moveIn(state, instance, null);
  await moveIn(state, "joe", joe);
  await moveIn(state, "eve", eve);

  const memory = createMemory();
  const federation = createFederation({
    kv: memory.kv,
    origin,
    allowPrivateAddress: true,
    firstKnock: "draft-cavage-http-signatures-12",
    circuitBreaker: false,
  });
  serveActors(federation, state);
  serveNotes(federation, state);
  listen(federation, state);
  return { federation, state, context: () => federation.createContext(new URL(origin), undefined), picture, forgetKeys: memory.forget };
}

/** Somebody opens an account here; `person` has a name, a summary, and the ids of former accounts in alsoKnownAs. */
export async function moveIn(state, name, person) {
  state.people.set(name, person);
  state.keys.set(name, [await generateRsaKeyPair(), await generateCryptoKeyPair("Ed25519")]);
  state.followers.set(name, new Map());
}

// fedify's own helper makes 4096 bits, which takes seconds; servers in the wild have 2048.
export async function generateRsaKeyPair() {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

// fedify keeps the keys of others in its store; a server that was set up anew has none of them.
function createMemory() {
  let store = new MemoryKvStore();
  const kv = new Proxy({}, { get: (_target, name) => (typeof store[name] === "function" ? store[name].bind(store) : store[name]) });
  return { kv, forget: () => { store = new MemoryKvStore(); } };
}

function serveActors(federation, state) {
  const { keys } = state;
  federation
    .setActorDispatcher("/users/{identifier}", async (context, identifier) => {
      if (!keys.has(identifier)) return null;
      const [rsa, ed25519] = await context.getActorKeyPairs(identifier);
      const common = {
        id: context.getActorUri(identifier),
        preferredUsername: identifier,
        url: new URL(`/@${identifier}`, state.origin),
        inbox: context.getInboxUri(identifier),
        endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
        publicKey: rsa.cryptographicKey,
        assertionMethods: [ed25519.multikey],
      };
      const person = state.people.get(identifier);
      if (person == null) return new Application(common);
      return new Person({
        ...common,
        name: person.name,
        summary: person.summary ?? null,
        aliases: (person.alsoKnownAs ?? []).map((id) => new URL(id)),
        icon: new Image({ url: new URL("/picture.png", state.origin), mediaType: "image/png" }),
        followers: context.getFollowersUri(identifier),
        manuallyApprovesFollowers: false,
      });
    })
    .mapHandle((_context, name) => (keys.has(name) ? name : null))
    .setKeyPairsDispatcher((_context, identifier) => keys.get(identifier) ?? [])
    .authorize(async (context, identifier) => identifier === state.instance || await mayRead(context, state));

  federation.setFollowersDispatcher("/users/{identifier}/followers", (_context, identifier) => {
    return state.followers.has(identifier) ? { items: [...state.followers.get(identifier).values()] } : null;
  });

  federation.setNodeInfoDispatcher("/nodeinfo/2.1", () => ({
    software: { name: "joes", version: "1.0.0" },
    protocols: ["activitypub"],
    usage: { users: {}, localPosts: 0, localComments: 0 },
  }));
}

// With `demandsSignatures` on this server is in "authorized fetch" mode: only its instance actor is readable by anybody.
async function mayRead(context, state) {
  if (!state.demandsSignatures) return true;
  const documentLoader = await context.getDocumentLoader({ identifier: state.instance });
  return (await context.getSignedKeyOwner({ documentLoader })) != null;
}

function serveNotes(federation, state) {
  federation
    .setObjectDispatcher(Note, "/users/{identifier}/notes/{id}", (context, values) => {
      const id = context.getObjectUri(Note, values).href;
      return state.notes.get(id) ?? null;
    })
    .authorize(async (context, values) => {
      const note = state.notes.get(context.getObjectUri(Note, values).href);
      const isPublic = note?.toIds.some((id) => id.href === PUBLIC_COLLECTION.href) ?? true;
      if (isPublic) return await mayRead(context, state);
      return (await context.getSignedKeyOwner({ documentLoader: await context.getDocumentLoader({ identifier: state.instance }) })) != null;
    });
}

function listen(federation, state) {
  const remember = (activity) => state.handled.push(activity.id?.href);
  federation
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .setSharedKeyDispatcher(() => ({ identifier: state.instance }))
    .on(Follow, async (context, follow) => {
      remember(follow);
      const target = context.parseUri(follow.objectId);
      if (target?.type !== "actor" || !state.followers.has(target.identifier)) return;
      const follower = await follow.getActor(context);
      state.followers.get(target.identifier).set(follower.id.href, follower);
      const accept = new Accept({
        id: new URL(`#accepts/${crypto.randomUUID()}`, follow.objectId),
        actor: follow.objectId,
        object: follow,
      });
      // After the answer to the Follow, as other servers do.
      setTimeout(() => context.sendActivity({ identifier: target.identifier }, follower, accept).catch(console.error), 50);
    })
    .on(Accept, (_context, accept) => settle(state, accept, "accepted"))
    .on(Reject, (_context, reject) => settle(state, reject, "rejected"))
    .on(Undo, async (context, undo) => {
      remember(undo);
      const undone = await undo.getObject(context);
      const target = undone instanceof Follow ? context.parseUri(undone.objectId) : null;
      if (target?.type === "actor") state.followers.get(target.identifier)?.delete(undo.actorId.href);
    })
    .on(Create, (_context, create) => remember(create))
    .on(Update, (_context, update) => remember(update))
    .on(Delete, (_context, deletion) => remember(deletion))
    .on(Activity, (_context, other) => remember(other))
    .onError((_context, error) => console.error("inbox:", error));
}

async function settle(state, answer, result) {
  state.handled.push(answer.id?.href);
  for (const [key, follow] of state.follows) {
    const target = follow.objectId.href;
    if (answer.objectId?.href === follow.id.href && answer.actorId.href === target) state.following.set(key, result);
  }
}
