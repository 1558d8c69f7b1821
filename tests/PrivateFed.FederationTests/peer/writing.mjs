// What people here write: posts, replies, polls, and what they change and delete of it.
import {
  Collection, Create, Delete, Emoji, Hashtag, Image, LanguageString, Mention, Note, PUBLIC_COLLECTION, Question, Tombstone, Update,
} from "@fedify/vocab";

export function createWriting(state, context, { findActor, newId, send }) {
  return {
    // `visibility`: "followers" as Mastodon answers a followers-only post, or "direct" (only the mentioned), or "public". What a
    // reply may carry beside its words: `trimmings`.
    async reply({ as = "joe", to, inReplyTo, text, visibility = "followers", ...more }) {
      const author = await findActor(to, as);
      const mention = new Mention({ href: author.id, name: `@${author.preferredUsername}@${author.id.host}` });
      const link = `<span class="h-card"><a href="${author.id.href}" class="u-url mention">@<span>${author.preferredUsername}</span></a></span>`;
      const { tags = [], ...trimmed } = trimmings(`<p>${link} ${text}</p>`, more);
      const note = addNote(as, {
        replyTarget: new URL(inReplyTo),
        tags: [mention, ...tags],
        ...trimmed,
        ...audience(as, visibility, author.id),
      }, more.answers == null ? Note : Question);
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
  };

  // A content warning, a hashtag, a custom emoji, the same words in other languages, and the answers of a poll with their votes.
  function trimmings(html, { warning, hashtag, emoji, language, languages, answers }) {
    const tags = [];
    if (hashtag != null) tags.push(new Hashtag({ href: new URL(`/tags/${hashtag}`, state.origin), name: `#${hashtag}` }));
    if (emoji != null) {
      const icon = new Image({ url: new URL("/picture.png", state.origin), mediaType: "image/png" });
      tags.push(new Emoji({ id: new URL(`/emojis/${emoji}`, state.origin), name: `:${emoji}:`, icon }));
    }
    const others = Object.entries(languages ?? {}).map(([tag, words]) => new LanguageString(`<p>${words}</p>`, tag));
    return {
      tags,
      contents: language == null ? [html] : [html, new LanguageString(html, language), ...others],
      ...(warning == null ? {} : { summary: warning, sensitive: true }),
      ...(answers == null ? {} : {
        exclusiveOptions: Object.entries(answers).map(([name, votes]) => new Note({ name, replies: new Collection({ totalItems: votes }) })),
      }),
    };
  }

  function audience(as, visibility, mentioned) {
    const named = mentioned === undefined ? [] : [mentioned];
    if (visibility === "direct") return { tos: named };
    if (visibility === "public") return { tos: [PUBLIC_COLLECTION], ccs: named };
    return { tos: [context.getFollowersUri(as)], ccs: named };
  }

  function addNote(as, values, Kind = Note) {
    const id = context.getObjectUri(Note, { identifier: as, id: crypto.randomUUID() });
    const note = new Kind({ id, attribution: context.getActorUri(as), published: Temporal.Now.instant(), url: id, ...values });
    state.notes.set(id.href, note);
    return note;
  }

  function createOf(as, note) {
    return new Create({ id: new URL(`${note.id.href}/activity`), actor: context.getActorUri(as), object: note, tos: note.toIds, ccs: note.ccIds });
  }
}
