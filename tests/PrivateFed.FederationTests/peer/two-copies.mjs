// Proves that the peer works without the house: two copies of it follow each other and exchange a note, a reply and a like.
// Run it with the environment that README.md names.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const joes = await start("joe-server.test");
const others = await start("other-server.test");
const { users: { joe } } = await joes.ask("status");
const { users: { eve } } = await others.ask("status");
const eveHandle = `@eve@${new URL(eve).host}`;

const found = await joes.ask("lookup", { handle: eveHandle });
assert.equal(found.id, eve);
assert.equal(found.name, "Eve");

assert.equal((await joes.ask("follow", { as: "joe", target: eveHandle })).delivered, true);
await until(async () => (await joes.ask("status")).following[`joe ${eve}`] === "accepted");
assert.equal((await others.ask("follow", { as: "eve", target: joe })).delivered, true);
await until(async () => (await others.ask("status")).following[`eve ${joe}`] === "accepted");

const post = await others.ask("post", { as: "eve", text: "Hello, uncle." });
const [create] = await joes.receive("Create");
assert.equal(create.activity.object.content, "<p>Hello, uncle.</p>");
assert.equal(create.verified, true);
assert.equal(create.handled, true);
assert.equal(create.signedBy, `${eve}#main-key`);

assert.equal((await joes.ask("get", { url: post.note, as: "instance" })).status, 200);
assert.equal((await joes.ask("get", { url: post.note, as: "joe", spec: "rfc9421" })).status, 200);
assert.notEqual((await joes.ask("get", { url: post.note })).status, 200);
assert.equal((await joes.ask("download", { url: new URL("/picture.png", eve) })).headers["content-type"], "image/png");

const reply = await joes.ask("reply", { to: eve, inReplyTo: post.note, text: "Hello, niece." });
assert.equal((await others.receive("Create"))[0].activity.object.inReplyTo, post.note);
const like = await joes.ask("like", { to: eve, object: post.note });
await joes.ask("undo", { to: eve, id: like.id });
await joes.ask("edit", { to: eve, note: reply.note, text: "Hello!" });
await joes.ask("delete", { to: eve, note: reply.note });
assert.deepEqual((await others.types()).slice(-5), ["Create", "Like", "Undo", "Update", "Delete"]);
assert.equal((await others.ask("get", { url: reply.note, as: "eve" })).status, 410);

const forged = { "@context": "https://www.w3.org/ns/activitystreams", id: `${joe}/forged`, type: "Create", actor: joe, object: post.note };
assert.equal((await others.ask("send", { as: "eve", inbox: `${joe}/inbox`, activity: forged, keyId: `${joe}#main-key` })).status, 401);
assert.equal((await others.ask("send", { inbox: `${joe}/inbox`, activity: forged })).status, 401);

// Twice, since fedify knocks a second time with the other kind of signature whatever the first answer was.
await joes.ask("misbehave", { how: 503, times: 2, retryAfter: 2 });
assert.equal((await others.ask("post", { as: "eve", text: "Again." })).status, 503);
assert.equal((await others.ask("post", { as: "eve", text: "And again." })).delivered, true);
await joes.ask("misbehave", { how: "drop" });
assert.equal((await others.ask("post", { as: "eve", text: "Lost." })).delivered, false);

await joes.ask("demandSignatures", { on: true });
assert.equal((await others.ask("get", { url: joe })).status, 401);
assert.equal((await others.ask("get", { url: joe, as: "eve" })).status, 200);
assert.equal((await others.ask("unfollow", { as: "eve", target: joe })).delivered, true);
assert.deepEqual((await joes.ask("status")).followers.joe, []);
console.log("two copies of the peer understand each other");
process.exit(0);

async function start(name) {
  const child = spawn(process.execPath, [new URL("./server.mjs", import.meta.url).pathname], {
    env: { ...process.env, PEER_NAME: name, PEER_STOPS_WITH_STDIN: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("ready ")) return talkTo(JSON.parse(line.slice(6)).control);
  }
  throw new Error(`${name} did not start`);
}

function talkTo(control) {
  const ask = async (action, body = {}) => {
    const response = await fetch(`${control}/${action}`, { method: "POST", body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  };
  const receive = async (type) => {
    await until(async () => (await ask("received", { type })).received.length > 0);
    return (await ask("received", { type })).received;
  };
  const types = async () => (await ask("received")).received.map((entry) => entry.activity.type);
  return { ask, receive, types };
}

async function until(condition) {
  for (let tries = 0; tries < 100; tries++) {
    if (await condition()) return;
    await pause(100);
  }
  throw new Error(`waited in vain for ${condition}`);
}
