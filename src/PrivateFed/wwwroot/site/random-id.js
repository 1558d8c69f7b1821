// A random UUID. (crypto.randomUUID is missing on pages without HTTPS.)
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
