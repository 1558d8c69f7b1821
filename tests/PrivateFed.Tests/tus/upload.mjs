// node upload.mjs FILE ENDPOINT STORAGE CHUNK CUT: uploads a file, in chunks of CHUNK bytes. STORAGE is a file in which the client remembers
// the addresses of its uploads. The headers of a signed-in author come as JSON on standard input. When CUT bytes are sent, the process ends
// at once; 0 for never. Prints a line for each answer: method, status, and the offset that it names.
import { createReadStream, readFileSync, statSync } from "node:fs";
import * as tus from "tus-js-client";

const [file, endpoint, storage, chunkSize, cut] = process.argv.slice(2);
const { headers, sentAs } = JSON.parse(readFileSync(0, "utf8"));
const upload = new tus.Upload(createReadStream(file), {
  endpoint,
  headers,
  chunkSize: Number(chunkSize),
  uploadSize: statSync(file).size,
  metadata: { filename: "Åsa 😀.mov", filetype: "video/quicktime", sentAs },
  urlStorage: new tus.FileUrlStorage(storage),
  retryDelays: [0, 200, 500],
  fingerprint: async () => "the film",
  onProgress: sent => Number(cut) && sent > Number(cut) && process.exit(9),
  onAfterResponse: (request, response) =>
    console.log(request.getMethod(), response.getStatus(), response.getHeader("Upload-Offset") ?? "-"),
  onError: error => {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess: () => console.log("done"),
});
const [earlier] = await upload.findPreviousUploads();
if (earlier) {
  upload.resumeFromPreviousUpload(earlier);
}
upload.start();
