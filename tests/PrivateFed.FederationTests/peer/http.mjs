// Between Node's servers and the Request/Response that fedify speaks.
import { Buffer } from "node:buffer";

/** Answers a Node request with what `answer(Request)` returns; a null answer drops the connection. */
export async function bridge(incoming, outgoing, origin, answer) {
  try {
    const response = await answer(await toRequest(incoming, origin));
    if (response == null) return incoming.socket.destroy();
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    console.error(error);
    outgoing.writeHead(500, { "content-type": "text/plain" }).end(String(error));
  }
}

async function toRequest(incoming, origin) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i], incoming.rawHeaders[i + 1]);
  }
  return new Request(new URL(incoming.url, origin), {
    method: incoming.method,
    headers,
    body: ["GET", "HEAD"].includes(incoming.method) ? undefined : Buffer.concat(chunks),
  });
}

export function json(body, status = 200) {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}
