// Uploads one photo in a request of its own, under an id chosen by this device: a photo that is sent again is still the same photo.

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
      const answer = requestToken ? await send(photo, requestToken, onProgress) : { status: 404 };
      if (answer.status !== 400 || isLastTry) {
        return answer;
      }
      isTokenStale = true;
    }
  } catch {
    return {};
  }
}

// Uses XMLHttpRequest, since fetch does not report how much was sent.
function send(photo, requestToken, onProgress) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    const progressBar = photo.tile.querySelector("progress");
    let timer;
    const abortAfter = milliseconds => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), milliseconds);
    };
    photo.abort = () => request.abort();
    request.upload.addEventListener("progress", event => {
      photo.progress = event.loaded / event.total;
      if (event.loaded >= event.total) {
        // All is sent, and the house prepares the photo.
        progressBar?.removeAttribute("value");
        abortAfter(processingTimeout);
      } else {
        if (progressBar) {
          progressBar.value = photo.progress;
        }
        abortAfter(timeout);
      }
      onProgress();
    });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      photo.abort = undefined;
      photo.mayHaveArrived = true;
      resolve(answerOf(request));
    });
    if (progressBar) {
      progressBar.value = 0;
    }
    request.open("POST", address);
    request.setRequestHeader("RequestVerificationToken", requestToken);
    const body = new FormData();
    body.append("sentAs", photo.id);
    body.append("file", photo.file);
    request.send(body);
    abortAfter(timeout);
  });
}

function answerOf(request) {
  switch (request.status) {
    case 200: case 204: return { html: request.responseText };
    case 409: return { sentence: request.responseText, isTransient: true };
    case 422: return { sentence: request.responseText };
    case 0: case 408: case 429: case 500: case 502: case 503: case 504: return {};
    default: return { status: request.status };
  }
}
