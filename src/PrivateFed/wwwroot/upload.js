// One photo goes to the house in one request, under the id that this device gave it: sent again, it is the same photo.

const address = "/write/photos";
const patience = 60_000, patienceForMaking = 300_000;
let token = document.querySelector("#writing [name=__RequestVerificationToken]").value;
let isStale = false;

// The page's proof of where a form comes from; asked for anew when the page stood open for long or its author signed in again meanwhile.
// Nothing when somebody else is signed in now: their photos are theirs.
export async function renew() {
  if (isStale) {
    const answer = await fetch("/write", { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const field = page.querySelector("#writing [name=__RequestVerificationToken]");
    if (page.querySelector("#photos")?.dataset.author !== document.querySelector("#photos").dataset.author) {
      return undefined;
    }
    if (field) {
      token = field.value;
      isStale = false;
    }
  }
  return token;
}

// Answers { html } when it is here, { sentence } when it is not taken, { status } when something else stands in the way, {} when nobody answered.
export async function upload(photo, told) {
  try {
    if (photo.isOld) {
      const answer = await fetch(`${address}?sentAs=${photo.id}`);
      const html = await answer.text();
      if (answer.status === 204 || (answer.ok && html)) {
        return { html };
      }
    }
    for (const isLast of [false, true]) {
      const proof = await renew();
      const answer = proof ? await send(photo, proof, told) : { status: 404 };
      if (answer.status !== 400 || isLast) {
        return answer;
      }
      isStale = true;
    }
  } catch {
    return {};
  }
}

function send(photo, proof, told) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest(), bar = photo.place.querySelector("progress");
    let timer;
    const wait = milliseconds => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), milliseconds);
    };
    photo.leave = () => request.abort();
    request.upload.addEventListener("progress", event => {
      photo.part = event.loaded / event.total;
      // All sent is not all done: the photo is being prepared.
      if (event.loaded >= event.total) {
        bar?.removeAttribute("value");
        wait(patienceForMaking);
      } else {
        if (bar) {
          bar.value = photo.part;
        }
        wait(patience);
      }
      told();
    });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      photo.leave = undefined;
      // From now on the house is asked first whether it has it.
      photo.isOld = true;
      resolve(meaning(request));
    });
    if (bar) {
      bar.value = 0;
    }
    request.open("POST", address);
    request.setRequestHeader("RequestVerificationToken", proof);
    const body = new FormData();
    body.append("sentAs", photo.id);
    body.append("file", photo.file);
    request.send(body);
    wait(patience);
  });
}

function meaning(request) {
  switch (request.status) {
    case 200: case 204: return { html: request.responseText };
    case 422: return { sentence: request.responseText };
    case 0: case 408: case 429: case 500: case 502: case 503: case 504: return {};
    default: return { status: request.status };
  }
}
