// Shows a photo as large as the screen, over the page. tiles.js loads it with the first finger on a photo.
import { stageFilm } from "./films.js";
import { watchGestures } from "./gestures.js";
import "./save.js";

const template = document.querySelector("#large-view");
const dialog = document.importNode(template.content.firstElementChild, true);
const stage = dialog.querySelector(".stage");
const parts = new Map(); // promises of what readPage returns, by address
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
let shownAddress, neighbours = {};

export async function open(tile) {
  const thumbnail = tile.querySelector("img");
  const frame = document.importNode(template.content.firstElementChild, true);
  dialog.replaceChildren(stage, ...[...frame.children].slice(1));
  stage.replaceChildren(Object.assign(document.createElement("img"), { src: thumbnail.currentSrc || thumbnail.src, alt: thumbnail.alt }));
  // The page knows the photos beside this one; the photo's own page knows all of them.
  const tiles = [...tile.closest(".photos").querySelectorAll("a.tile")], index = tiles.indexOf(tile);
  neighbours = { previous: tiles[index - 1]?.getAttribute("href"), next: tiles[index + 1]?.getAttribute("href") };
  history.pushState({ photo: true }, "");
  show(tile.getAttribute("href"), { mayPlay: true });
  await grow(thumbnail, () => {
    document.body.append(dialog);
    dialog.showModal();
    return stage.firstElementChild;
  });
}

async function show(address, { mayPlay = false } = {}) {
  shownAddress = address;
  gestures.reset();
  try {
    const page = await readPage(address);
    if (shownAddress !== address) {
      return;
    }
    neighbours = page;
    const focused = document.activeElement?.classList[0];
    dialog.replaceChildren(stage, ...page.parts.map(part => part.cloneNode(true)));
    dialog.querySelector(`.${focused === "turn" ? document.activeElement.rel : focused}`)?.focus();
    // The thumbnail stays until the large image can be painted. Where it cannot be, its alternative text stands.
    await page.shown.decode?.().catch(() => {});
    if (shownAddress !== address) {
      return;
    }
    stage.replaceChildren(page.shown);
    stageFilm(page.shown, mayPlay);
    gestures.redraw(); // a finger may be on its way
    [page.previous, page.next].filter(Boolean).forEach(neighbour => readPage(neighbour).catch(() => {}));
  } catch {
    location.assign(address);
  }
}

// Reads the photo's own page, once.
function readPage(address) {
  if (!parts.has(address)) {
    const page = fetchPage(address);
    parts.set(address, page);
    page.catch(() => parts.delete(address));
  }
  return parts.get(address);
}

async function fetchPage(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) {
    throw new Error(`The house answered ${response.status}.`);
  }
  const large = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main.large");
  const linkTo = rel => large.querySelector(`a[rel=${rel}]`)?.getAttribute("href");
  return {
    // Part of this document, the image begins to load before the reader turns to it.
    shown: document.importNode(large.querySelector(".stage > *"), true),
    parts: [...large.querySelectorAll(":scope > .turn, :scope > .caption, :scope > .bar")].map(part => document.importNode(part, true)),
    previous: linkTo("prev"),
    next: linkTo("next"),
  };
}

// What was tapped in the bar of a photo is different when the photo is shown again.
dialog.addEventListener("submit", () => parts.clear());

// Buttons, keys and the browser's back button

const turn = address => address && show(address);

dialog.addEventListener("click", event => {
  const link = event.target.closest("a.turn, a.close");
  if (link) {
    event.preventDefault();
    if (link.matches(".close")) {
      close();
    } else {
      turn(link.getAttribute("href"));
    }
  }
});
dialog.addEventListener("keydown", event => {
  if (event.key === "ArrowLeft") {
    turn(neighbours.previous);
  } else if (event.key === "ArrowRight") {
    turn(neighbours.next);
  }
});
dialog.addEventListener("cancel", event => {
  event.preventDefault();
  close();
});

// Closing leaves no entry in the history, and going back closes.
function close() {
  if (history.state?.photo) {
    history.back();
  } else {
    shrink();
  }
}
addEventListener("popstate", () => dialog.open && shrink());

async function shrink() {
  const tile = document.querySelector(`a.tile[href="${CSS.escape(shownAddress)}"]`);
  await grow(stage.firstElementChild, () => {
    dialog.close();
    dialog.remove();
    tile?.focus({ preventScroll: true });
    return tile?.querySelector("img");
  });
}

// The photo grows out of its place and shrinks back into it, where the reader allows motion.
async function grow(from, change) {
  if (!document.startViewTransition || reducedMotion.matches) {
    change();
    return;
  }
  from.style.viewTransitionName = "photo";
  let to;
  await document.startViewTransition(() => {
    from.style.viewTransitionName = "";
    to = change();
    to?.style.setProperty("view-transition-name", "photo");
  }).finished.catch(() => {});
  to?.style.removeProperty("view-transition-name");
}

// Fingers, here and on the photo's own page

const gestures = watchGestures(stage, {
  previous: () => turn(neighbours.previous),
  next: () => turn(neighbours.next),
  close,
});

const page = document.querySelector("main.large");
if (page) {
  stageFilm(page.querySelector(".stage > *"), false);
  const follow = selector => page.querySelector(selector)?.click();
  watchGestures(page.querySelector(".stage"), {
    previous: () => follow("a[rel=prev]"),
    next: () => follow("a[rel=next]"),
    close: () => follow("a.close"),
  });
  addEventListener("keydown", event => {
    if (event.key === "ArrowLeft") {
      follow("a[rel=prev]");
    } else if (event.key === "ArrowRight") {
      follow("a[rel=next]");
    } else if (event.key === "Escape") {
      follow("a.close");
    }
  });
}
