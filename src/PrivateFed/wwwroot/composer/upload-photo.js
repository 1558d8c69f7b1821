// Uploads one photo in a request of its own, or a large one in several, under an id chosen by this device: a photo that is sent again is
// still the same photo.

import { chunkSize, deleteUpload, uploadInChunks, withTus } from "../outbox/upload-chunks.js";
import { fetchSession } from "../site/session.js";
import { author, form } from "./form.js";

const address = "/write/photos";
const timeout = 60_000; // milliseconds without progress
const processingTimeout = 300_000; // milliseconds for the house to prepare the photo

let token = form.elements.__RequestVerificationToken.value;
let isTokenStale = false;

// The form's antiforgery token; a new one when the page was open for long, or its author signed in again meanwhile. Resolves to undefined
// when somebody else is signed in now: the photos must not become theirs.
export async function antiforgeryToken() {
  if (isTokenStale) {
    const session = await fetchSession();
    if (session?.authorId !== author) {
      return undefined;
    }
    token = session.antiforgeryToken;
    isTokenStale = false;
  }
  return token;
}

// Sends a photo of the upload queue, and calls onProgress as photo.progress grows from 0 to 1. Resolves to
//   { html }                   the photo is in the house; html is its tile, or "" when a post has the photo already
//   { sentence, isTransient }  the house refused it, for this reason; isTransient when it may be taken later
//   { status }                 the house answered something else
//   {}                         nobody answered, or not in time
export async function sendPhoto(photo, onProgress) {
  try {
    if (photo.mayHaveArrived) {
      const response = await fetch(`${address}?sentAs=${photo.id}`);
      const html = await response.text();
      if (response.status === 204 || (response.ok && html)) {
        return { html };
      }
    }
    for (const isLastTry of [false, true]) {
      const requestToken = await antiforgeryToken();
      const answer = requestToken ? answerOf(await send(photo, requestToken, onProgress)) : { status: 404 };
      if (answer.status !== 400 || isLastTry) {
        return answer;
      }
      isTokenStale = true;
    }
  } catch {
    return {};
  }
}

// Resolves to the answer of the house; to undefined when a large file is being sent by somebody else.
function send(photo, requestToken, onProgress) {
  const showSent = bytes => {
    photo.progress = bytes / photo.file.size;
    showProgress(photo);
    onProgress();
  };
  if (photo.file.size > chunkSize) {
    let offset = 0;
    return uploadInChunks(photo, (method, url, headers, body) =>
      request(photo, method, url, withTus({ ...headers, RequestVerificationToken: requestToken }), body,
        sent => showSent(method === "PATCH" ? Math.min(offset + sent, photo.file.size) : photo.file.size)),
    arrived => {
      offset = arrived;
      showSent(arrived);
    });
  }
  showSent(0);
  const body = new FormData();
  body.append("sentAs", photo.id);
  body.append("file", photo.file);
  return request(photo, "POST", address, { RequestVerificationToken: requestToken }, body,
    (sent, all) => showSent(photo.file.size * sent / all));
}

// When all is sent, the house prepares the photo.
function showProgress({ tile, progress }) {
  const bar = tile.querySelector("progress");
  if (progress >= 1) {
    bar?.removeAttribute("value");
  } else if (bar) {
    bar.value = progress;
  }
}

// Uses XMLHttpRequest, since fetch does not report how much was sent. A request that fails or takes too long has the status 0.
function request(photo, method, url, headers, body, onSent) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let timer;
    const abortAfter = milliseconds => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), milliseconds);
    };
    request.upload.addEventListener("progress", event => {
      onSent(event.loaded, event.total);
      abortAfter(event.loaded >= event.total ? processingTimeout : timeout);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      photo.abort = undefined;
      photo.mayHaveArrived = true;
      resolve({ status: request.status, text: request.responseText, header: name => request.getResponseHeader(name) });
    });
    photo.abort = () => request.abort();
    request.open(method, url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.send(body);
    abortAfter(timeout);
    if (photo.isRemoved) {
      request.abort();
    }
  });
}

// Takes back what has arrived of a file that its author removed.
export async function takeBack(photo) {
  if (photo.file.size > chunkSize) {
    const requestToken = await antiforgeryToken();
    await (requestToken && deleteUpload(photo.id, requestToken));
  }
}

function answerOf(answer) {
  switch (answer?.status) {
    case 200: case 204: return { html: answer.text };
    case 409: case 507: return { sentence: answer.text, isTransient: true };
    case 422: return { sentence: answer.text };
    case undefined: case 0: case 408: case 412: case 429: case 500: case 502: case 503: case 504: return {};
    default: return { status: answer.status };
  }
}
