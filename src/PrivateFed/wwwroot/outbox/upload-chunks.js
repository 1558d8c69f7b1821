// Uploads a large file in chunks and goes on where it stopped: after a lost connection, on another page, in the service worker, or when the
// house was restarted. It speaks tus 1.0 (Media/Uploads/UploadEndpoints.cs), and the id of the photo is that of the upload.

const address = "/write/uploads";

// Proxies that pass a request on only when they have all of it lose what they have when the connection is cut: one chunk at the most. What
// fits into one is sent in a request of its own.
export const chunkSize = 8_000_000;

// Uploads what the house does not have yet, then has the photo made of it. request(method, url, headers, body) resolves to the
// answer: { status, header(name) } and whatever its caller wants of it. onOffset is called with the number of bytes that have arrived.
// Resolves to the last answer: that of /write/photos, or the first that was not expected; undefined when somebody else is sending the file.
export async function uploadInChunks({ id, file }, request, onOffset = () => {}) {
  const url = `${address}/${id}`;
  const known = await request("HEAD", url);
  let offset = Number(known.header("Upload-Offset") ?? 0);
  if (known.status === 404) {
    const created = await request("POST", address, { "Upload-Length": file.size, "Upload-Metadata": `sentAs ${btoa(id)}` });
    if (created.status !== 201) {
      return created;
    }
    offset = 0;
  } else if (known.status !== 200) {
    return known;
  }
  while (offset < file.size) {
    onOffset(offset);
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
    const answer = await request("PATCH", url, headers, file.slice(offset, offset + chunkSize));
    if (answer.status === 409 || answer.status === 423) {
      return undefined;
    }
    if (answer.status !== 204) {
      return answer;
    }
    offset = Number(answer.header("Upload-Offset"));
  }
  onOffset(offset);
  return request("POST", "/write/photos?handler=Uploaded", {}, new URLSearchParams({ sentAs: id }));
}

export const withTus = headers => ({ "Tus-Resumable": "1.0.0", ...headers });

export const deleteUpload = (id, token) =>
  fetch(`${address}/${id}`, { method: "DELETE", headers: withTus({ RequestVerificationToken: token }), keepalive: true });
