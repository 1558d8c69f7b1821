// Expands documents with the npm package jsonld, to compare another processor with.
// Standard input: one line with an object of contexts by address, then one line for each document.
// Standard output: one line for each document, its expanded form or {"error": "..."}.
import { createInterface } from "node:readline";
import jsonld from "jsonld";

let contexts = null;

async function documentLoader(url) {
  if (!(url in contexts)) {
    throw new Error(`Nothing is fetched: ${url}`);
  }
  return { contextUrl: null, documentUrl: url, document: contexts[url] };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (contexts === null) {
    contexts = JSON.parse(line);
    continue;
  }
  try {
    process.stdout.write(JSON.stringify(await jsonld.expand(JSON.parse(line), { documentLoader, base: "https://home.example/users/mara" })) + "\n");
  } catch (e) {
    process.stdout.write(JSON.stringify({ error: e.details?.code ?? String(e) }) + "\n");
  }
}
