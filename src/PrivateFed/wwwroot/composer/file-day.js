// The day on which a photo's file was last changed, by this device's clock, as YYYY-MM-DD: for photos that do not say when they were taken.
// Browsers that do not know name the present; then, "".

const present = 60_000; // milliseconds

export function fileDay({ file, at }) {
  const changed = file.lastModified;
  return changed && at - changed > present
    ? new Date(changed - new Date(changed).getTimezoneOffset() * 60_000).toISOString().slice(0, 10) : "";
}
