// What people here do that needs no words: follow, like, block, complain, move, change their keys.
import { signRequest } from "@fedify/fedify";
import * as vocab from "@fedify/vocab";
import { generateRsaKeyPair, moveIn } from "./federation.mjs";
import { activityJson, describe, userAgent } from "./outbox.mjs";

const { Follow, Like, Undo, Update } = vocab;

export function createActing({ federation, state }, context, { findActor, newId, send, keysOf, nameOf }) {
  return {
    async moveIn({ name, fullName, alsoKnownAs = [] }) {
      await moveIn(state, name, { name: fullName, alsoKnownAs });
      return { id: context.getActorUri(name).href };
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

    async like({ as = "joe", to, object }) {
      const author = await findActor(to, as);
      const like = new Like({ id: newId(as, "likes"), actor: context.getActorUri(as), object: new URL(object), to: author.id });
      return await send(as, author, like);
    },

    // Any activity of ActivityStreams about things that have an id: EmojiReact, Block, Flag, Announce, Move ...
    async tell({ as = "joe", to, type, objects, content = null, target = null, audience = [] }) {
      const author = await findActor(to, nameOf(as));
      const activity = new vocab[type]({
        id: newId(nameOf(as), "activities"),
        actor: context.getActorUri(nameOf(as)),
        objects: objects.map((id) => new URL(id)),
        tos: audience.map((id) => new URL(id)),
        ...(content == null ? {} : { content }),
        ...(target == null ? {} : { target: new URL(target) }),
      });
      return await send(as, author, activity);
    },

    // Takes back anything sent before, by its id: a like, say.
    async undo({ as = "joe", to, id }) {
      const undo = new Undo({ id: newId(as, "undos"), actor: context.getActorUri(as), object: state.sent.get(id) });
      return await send(as, await findActor(to, as), undo);
    },

    // A new key under the old name, announced by an Update that the old one signs; fedify by itself would sign with the new one.
    async changeKeys({ as = "joe", to }) {
      const author = await findActor(to, as);
      const { rsa: old } = await keysOf(as);
      state.keys.set(as, [await generateRsaKeyPair(), state.keys.get(as)[1]]);
      const actor = await federation.createContext(new Request(state.origin), undefined).getActor(as);
      const update = new Update({ id: newId(as, "updates"), actor: actor.id, object: actor, to: author.id });
      const body = JSON.stringify(await update.toJsonLd({ contextLoader: context.contextLoader }));
      const request = new Request(author.inboxId, { method: "POST", body, headers: { "content-type": activityJson, "user-agent": userAgent } });
      return await describe(await fetch(await signRequest(request, old.privateKey, old.keyId)));
    },
  };
}
