// What a test can make the people of this server do. Every function here is one POST of the control API (see README.md).
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { FetchError, SendActivityError, signRequest } from "@fedify/fedify";
import { Create, Delete, Follow, Like, Mention, Note, PUBLIC_COLLECTION, Tombstone, Undo, Update } from "@fedify/vocab";
import { json } from "./http.mjs";

const activityJson = "application/activity+json";
const userAgent = "joes/1.0.0 (fedify)";

/** Answers one request of the control API with JSON; what goes wrong is `{error}` with status 500. */
export async function answerControl(request, server, inbox) {
  const name = new URL(request.url).pathname.slice(1);
  const actions = createActions(server, inbox);
  if (!Object.hasOwn(actions, name)) return json({ error: `no such action: ${name}` }, 404);
  try {
    const text = await request.text();
    return json(await actions[name](text === "" ? {} : JSON.parse(text)) ?? {});
  } catch (error) {
    return json({ error: String(error?.stack ?? error) }, 500);
  }
}

function createActions(server, inbox) {
  const { state } = server;
  const context = server.context();

  return {
    async status() {
      return {
        origin: state.origin,
        instance: context.getActorUri(state.instance).href,
        users: Object.fromEntries(state.names.map((name) => [name, context.getActorUri(name).href])),
        following: Object.fromEntries(state.following),
        followers: Object.fromEntries([...state.followers].map(([name, all]) => [name, [...all.keys()]])),
      };
    },

    async lookup({ handle, as = state.instance }) {
      const actor = await findActor(handle, as);
      return {
        id: actor.id.href,
        handle: actor.preferredUsername?.toString(),
        name: actor.name?.toString() ?? null,
        inbox: actor.inboxId?.href,
        sharedInbox: actor.endpoints?.sharedInbox?.href ?? null,
        followers: actor.followersId?.href ?? null,
        document: await actor.toJsonLd({ contextLoader: context.contextLoader, format: "compact" }),
      };
    },

    async follow({ as = "joe", target }) {
      const actor = await findActor(target, as);
      const follow = new Follow({ id: newId(as, "follows"), actor: context.getActorUri(as), object: actor.id });
      state.follows.set(`${as} ${actor.id.href}`, follow);
      state.following.set(`${as} ${actor.id.href}`, "requested");
      return await send(as, actor, follow);
    },

    async unfollow({ as = "joe", target }) {
      const actor = await findActor(target, as);
      const key = `${as} ${actor.id.href}`;
      const follow = state.follows.get(key);
      if (follow == null) throw new Error(`${as} does not follow ${actor.id.href}`);
      state.follows.delete(key);
      state.following.delete(key);
      return await send(as, actor, new Undo({ id: newId(as, "undos"), actor: context.getActorUri(as), object: follow }));
    },

    // `visibility`: "followers" as Mastodon answers a followers-only post, or "direct" (only the mentioned), or "public".
    async reply({ as = "joe", to, inReplyTo, text, visibility = "followers" }) {
      const author = await findActor(to, as);
      const mention = new Mention({ href: author.id, name: `@${author.preferredUsername}@${author.id.host}` });
      const note = addNote(as, {
        content: `<p><span class="h-card"><a href="${author.id.href}" class="u-url mention">@<span>${author.preferredUsername}</span></a></span> ${text}</p>`,
        replyTarget: new URL(inReplyTo),
        tags: [mention],
        ...audience(as, visibility, author.id),
      });
      return { note: note.id.href, ...await send(as, author, createOf(as, note)) };
    },

    // A post of its own, to the followers of `as`.
    async post({ as = "joe", text, visibility = "followers" }) {
      const note = addNote(as, { content: `<p>${text}</p>`, ...audience(as, visibility) });
      return { note: note.id.href, ...await send(as, [...state.followers.get(as).values()], createOf(as, note)) };
    },

    async edit({ as = "joe", to, note: id, text }) {
      const note = state.notes.get(id).clone({ content: `<p>${text}</p>`, updated: Temporal.Now.instant() });
      state.notes.set(id, note);
      const update = new Update({ id: newId(as, "updates"), actor: note.attributionId, object: note, tos: note.toIds, ccs: note.ccIds });
      return await send(as, await findActor(to, as), update);
    },

    async delete({ as = "joe", to, note: id }) {
      const note = state.notes.get(id);
      state.deleted.add(id);
      const tombstone = new Tombstone({ id: new URL(id) });
      const deletion = new Delete({ id: newId(as, "deletes"), actor: note.attributionId, object: tombstone, tos: note.toIds, ccs: note.ccIds });
      return await send(as, await findActor(to, as), deletion);
    },

    async like({ as = "joe", to, object }) {
      const author = await findActor(to, as);
      const like = new Like({ id: newId(as, "likes"), actor: context.getActorUri(as), object: new URL(object), to: author.id });
      return await send(as, author, like);
    },

    // Takes back anything sent before, by its id: a like, say.
    async undo({ as = "joe", to, id }) {
      const undo = new Undo({ id: newId(as, "undos"), actor: context.getActorUri(as), object: state.sent.get(id) });
      return await send(as, await findActor(to, as), undo);
    },

    // Any JSON, signed as somebody (or as nobody) with a key id that may be a lie: for what an honest server never sends.
    async send({ as, inbox: url, activity, keyId, spec, contentType = activityJson }) {
      const body = typeof activity === "string" ? activity : JSON.stringify(activity);
      const request = new Request(url, { method: "POST", body, headers: { "content-type": contentType, accept: activityJson, "user-agent": userAgent } });
      return await describe(await fetch(await sign(request, as, spec, keyId)));
    },

    // GET signed as a user or as the instance actor (`as: "instance"`), or unsigned. Redirects are reported, not followed.
    async get({ url, as, accept = activityJson, spec }) {
      const request = new Request(url, { headers: { accept, "user-agent": userAgent }, redirect: "manual" });
      return await describe(await fetch(await sign(request, as, spec)));
    },

    // A medium as Mastodon downloads it: without a signature.
    async download({ url }) {
      const response = await fetch(url, { headers: { "user-agent": userAgent }, redirect: "manual" });
      const bytes = Buffer.from(await response.arrayBuffer());
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        length: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        bytes: bytes.toString("base64"),
      };
    },

    async received({ type, since = 0 }) {
      const all = inbox.received.slice(since);
      return { total: inbox.received.length, received: type ? all.filter((entry) => entry.activity?.type === type) : all };
    },

    async misbehave(how) {
      inbox.misbehave(how);
    },

    async demandSignatures({ on = true }) {
      state.demandsSignatures = on;
    },

    async demandRfc9421({ on = true }) {
      state.demandsRfc9421 = on;
    },

    async clear() {
      inbox.clear();
      state.demandsSignatures = false;
      state.demandsRfc9421 = false;
    },
  };

  async function findActor(handleOrId, as) {
    const documentLoader = await context.getDocumentLoader({ identifier: as });
    const actor = await context.lookupObject(handleOrId, { documentLoader });
    if (actor?.inboxId === undefined) throw new Error(`no actor found at ${handleOrId}`);
    return actor;
  }

  function newId(as, kind) {
    return new URL(`/users/${as}/${kind}/${crypto.randomUUID()}`, state.origin);
  }

  function audience(as, visibility, mentioned) {
    const named = mentioned === undefined ? [] : [mentioned];
    if (visibility === "direct") return { tos: named };
    if (visibility === "public") return { tos: [PUBLIC_COLLECTION], ccs: named };
    return { tos: [context.getFollowersUri(as)], ccs: named };
  }

  function addNote(as, values) {
    const id = context.getObjectUri(Note, { identifier: as, id: crypto.randomUUID() });
    const note = new Note({ id, attribution: context.getActorUri(as), published: Temporal.Now.instant(), url: id, ...values });
    state.notes.set(id.href, note);
    return note;
  }

  function createOf(as, note) {
    return new Create({ id: new URL(`${note.id.href}/activity`), actor: context.getActorUri(as), object: note, tos: note.toIds, ccs: note.ccIds });
  }

  // fedify reports a refusal by an exception and success by silence. A status of null without delivery: there was no answer.
  async function send(as, recipients, activity) {
    state.sent.set(activity.id.href, activity);
    const sent = { id: activity.id.href, delivered: true, status: null, answer: "" };
    try {
      await context.sendActivity({ identifier: as }, recipients, activity);
    } catch (error) {
      if (error instanceof SendActivityError) Object.assign(sent, { delivered: false, status: error.statusCode, answer: error.responseBody });
      else if (error instanceof FetchError) Object.assign(sent, { delivered: false, answer: String(error) });
      else throw error;
    }
    return sent;
  }

  async function sign(request, as, spec, keyId) {
    if (as == null) return request;
    const [key] = await context.getActorKeyPairs(as === "instance" ? state.instance : as);
    return await signRequest(request, key.privateKey, keyId == null ? key.keyId : new URL(keyId), spec == null ? {} : { spec });
  }
}

async function describe(response) {
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
