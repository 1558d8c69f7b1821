// A small fediverse server for the federation tests: TLS for its neighbours, plain HTTP on loopback for the test (README.md).
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { configure, getConsoleSink } from "@logtape/logtape";
import { Temporal } from "@js-temporal/polyfill";
import { answerControl } from "./control.mjs";
import { createServer } from "./federation.mjs";
import { bridge } from "./http.mjs";
import { createInbox, refuseOldForm } from "./inbox.mjs";

globalThis.Temporal ??= Temporal;

const name = process.env.PEER_NAME ?? "joe-server.test";
await logProblems();
const tls = https.createServer({ cert: readFileSync(required("PRIVATEFED_TEST_CERT")), key: readFileSync(required("PRIVATEFED_TEST_CERT_KEY")) });
const control = http.createServer();

// The ports are the system's choice unless said: the name that all ids begin with is known only when the port is.
const port = await listen(tls, process.env.PEER_PORT);
const controlPort = await listen(control, process.env.PEER_CONTROL_PORT);
const server = await createServer(`https://${name}:${port}`);
const inbox = createInbox(server);
tls.on("request", (incoming, outgoing) => bridge(incoming, outgoing, server.state.origin, answerNeighbour));
control.on("request", (incoming, outgoing) => bridge(incoming, outgoing, `http://127.0.0.1:${controlPort}`, (request) => answerControl(request, server, inbox)));
stopWithTest();
console.log(`ready ${JSON.stringify({ origin: server.state.origin, control: `http://127.0.0.1:${controlPort}` })}`);

async function answerNeighbour(request) {
  const { pathname } = new URL(request.url);
  if (request.method === "POST") return await inbox.answer(request);
  if (server.state.deleted.has(request.url)) return new Response(null, { status: 410 });
  if (server.state.demandsRfc9421 && pathname.startsWith("/users/") && !request.headers.has("signature-input")) return refuseOldForm();
  if (pathname === "/picture.png") return new Response(server.picture, { headers: { "content-type": "image/png" } });
  return await server.federation.fetch(request, { contextData: undefined });
}

function listen(listener, wanted) {
  return new Promise((done, failed) => listener.once("error", failed).listen(Number(wanted ?? 0), "127.0.0.1", () => done(listener.address().port)));
}

// A test that dies takes its end of the pipe with it, and this server goes too.
function stopWithTest() {
  if (process.env.PEER_STOPS_WITH_STDIN === "1") process.stdin.resume().on("end", () => process.exit(0));
  process.on("SIGTERM", () => process.exit(0));
}

// To stderr: stdout carries the one line that says where the control API is.
async function logProblems() {
  const stderr = new console.Console(process.stderr);
  await configure({
    sinks: { stderr: getConsoleSink({ console: stderr }) },
    loggers: [
      { category: "fedify", sinks: ["stderr"], lowestLevel: process.env.PEER_LOG_LEVEL ?? "fatal" },
      { category: ["logtape", "meta"], sinks: ["stderr"], lowestLevel: "error" },
    ],
  });
}

function required(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} must name a PEM file`);
  return value;
}
