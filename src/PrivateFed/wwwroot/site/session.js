// The author who is signed in on this device now.

// Resolves to { authorId, antiforgeryToken }, or to undefined when no author is signed in. Rejects without a connection.
export async function fetchSession() {
  const response = await fetch("/write/session", { headers: { Accept: "application/json" } });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return response.ok && isJson ? response.json() : undefined;
}
