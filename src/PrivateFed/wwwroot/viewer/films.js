// Films: says how far one is that is being prepared, and shows that it can be played as soon as it can; chooses the smaller file on a slow
// line; lets a short silent one move by itself.

const interval = 3_000; // milliseconds
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
let timer;

// Called when something came to the page that may be a film.
export function watchFilms() {
  timer ??= setTimeout(renewAll, interval);
}

async function renewAll() {
  timer = undefined;
  if (!document.hidden) {
    await Promise.all([...document.querySelectorAll("[data-film]")].map(renew));
  }
  if (document.querySelector("[data-film]")) {
    watchFilms();
  }
}

async function renew(sentence) {
  const photo = sentence.dataset.film;
  const response = await fetch(`/photos/${photo}/progress`).catch(() => undefined);
  if (!response?.ok || response.redirected) {
    return;
  }
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  const next = template.content.firstElementChild;
  if (next) {
    sentence.replaceWith(next);
  } else {
    sentence.remove();
    document.querySelectorAll(`[data-ready="${photo}"]`).forEach(part => part.hidden = false);
  }
}

// Called with what is shown on a stage; mayPlay is true when the reader has just asked for it.
export function stageFilm(film, mayPlay) {
  if (!(film instanceof HTMLVideoElement)) {
    return;
  }
  const line = navigator.connection;
  if ((line?.saveData || /2g|3g/.test(line?.effectiveType ?? "")) && film.getAttribute("src") !== film.dataset.small) {
    film.src = film.dataset.small;
  }
  if (film.loop ? !reducedMotion.matches : mayPlay) {
    film.play().catch(() => {}); // the browser's settings come first
  }
}

watchFilms();
