// Who is signed in on this device at this moment.

// Resolves to { authorId, antiforgeryToken }, or to undefined when nobody is signed in who may write posts. Rejects without a connection.
export async function fetchSession() {
  const response = await fetch("/write/session", { headers: { Accept: "application/json" } });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return response.ok && isJson ? response.json() : undefined;
}
