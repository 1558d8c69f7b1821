// What a test can make this server and its people do. Every action is one POST of the control API (see README.md).
import { createActing } from "./acting.mjs";
import { json } from "./http.mjs";
import { createOutbox } from "./outbox.mjs";
import { createReading } from "./reading.mjs";
import { createWriting } from "./writing.mjs";

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
  const outbox = createOutbox(state, context);

  return {
    ...createActing(server, context, outbox),
    ...createWriting(state, context, outbox),
    ...createReading(state, context, outbox),

    async status() {
      return {
        origin: state.origin,
        instance: context.getActorUri(state.instance).href,
        users: Object.fromEntries([...state.people.keys()].map((name) => [name, context.getActorUri(name).href])),
        following: Object.fromEntries(state.following),
        followers: Object.fromEntries([...state.followers].map(([name, all]) => [name, [...all.keys()]])),
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

    async forgetKeys() {
      inbox.forgetKeys();
    },

    async clear() {
      inbox.clear();
      state.demandsSignatures = false;
      state.demandsRfc9421 = false;
    },
  };
}
