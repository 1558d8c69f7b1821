// What this server asks others for, and what it sends when it does not keep to the rules.
import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { digest, signObject } from "@fedify/fedify";
import { Activity, traverseCollection } from "@fedify/vocab";
import { activityJson, describe, userAgent } from "./outbox.mjs";

export function createReading(state, context, { findActor, keysOf, nameOf, sign }) {
  return {
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

    // A collection with all its pages and items, read as fedify reads them: an item that is named by its id is fetched, too.
    async collection({ url, as = "instance" }) {
      const { collection, documentLoader } = await findCollection(url, as);
      if (collection == null) return { totalItems: null, items: [] };
      const items = [];
      for await (const item of traverseCollection(collection, { documentLoader, contextLoader: context.contextLoader })) items.push(item.id?.href);
      return { totalItems: collection.totalItems, items };
    },

    // FEP-8fcf: what the other server believes of who follows from here, beside what is known here, and the list that it offers.
    async checkSynchronization({ field, as = "instance" }) {
      const { collectionId, url, digest: said } = Object.fromEntries([...field.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
      const followers = [...state.following].filter(([, became]) => became === "accepted").map(([key]) => key.split(" "))
        .filter(([, followed]) => `${followed}/followers` === collectionId).map(([name]) => context.getActorUri(name));
      const { collection } = await findCollection(url, as);
      const listed = collection?.itemIds.map((id) => id.href) ?? [];
      return { said, computed: Buffer.from(await digest(followers)).toString("hex"), followers: followers.map((id) => id.href), listed };
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

    // Any JSON, signed as somebody (or as nobody) with a key id that may be a lie: for what an honest server never sends.
    async send({ as, inbox: url, activity, keyId, spec, contentType = activityJson }) {
      const body = typeof activity === "string" ? activity : JSON.stringify(activity);
      const request = new Request(url, { method: "POST", body, headers: { "content-type": contentType, accept: activityJson, "user-agent": userAgent } });
      return await describe(await fetch(await sign(request, as, spec, keyId)));
    },

    // The same activity with an integrity proof by `as`, for somebody else to pass on.
    async prove({ as = "joe", activity }) {
      const { ed25519 } = await keysOf(as);
      const loaders = { contextLoader: context.contextLoader, documentLoader: context.documentLoader };
      const proved = await signObject(await Activity.fromJsonLd(activity, loaders), ed25519.privateKey, ed25519.multikey.id, loaders);
      return await proved.toJsonLd({ ...loaders, format: "compact" });
    },
  };

  async function findCollection(url, as) {
    const documentLoader = await context.getDocumentLoader({ identifier: nameOf(as) });
    return { documentLoader, collection: await context.lookupObject(url, { documentLoader }) };
  }
}
