// Shows a photo as large as the screen. Without this module photos are links to pages of their own.

const dialog = document.importNode(document.querySelector("#lightbox").content.firstElementChild, true);
const [stage, caption, previousButton, nextButton, closeButton] = dialog.children;
const photos = new Map(); // promises of what readPhoto returns, by address
let shownAddress;

document.addEventListener("click", event => {
  const link = event.target.closest(".photos a");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    open(link);
  }
});

function open(link) {
  if (!dialog.isConnected) {
    document.body.append(dialog);
  }
  const thumbnail = link.querySelector("img");
  stage.replaceChildren(Object.assign(document.createElement("img"), { src: thumbnail.currentSrc || thumbnail.src, alt: thumbnail.alt }));
  caption.replaceChildren();
  dialog.showModal();
  // This page knows the neighbouring photos in its grid; the photo's own page knows all of them.
  const links = [...link.parentElement.children], index = links.indexOf(link);
  offerNeighbours(links[index - 1]?.getAttribute("href"), links[index + 1]?.getAttribute("href"));
  history.pushState({ photo: true }, "");
  dialog.addEventListener("close", () => link.focus(), { once: true });
  show(link.getAttribute("href"));
}

async function show(address) {
  shownAddress = address;
  try {
    const photo = await readPhoto(address);
    if (shownAddress !== address) {
      return;
    }
    offerNeighbours(photo.previous, photo.next);
    // The thumbnail stays until the large image can be painted. If it cannot be painted, its alternative text is shown.
    await photo.image.decode().catch(() => {});
    if (shownAddress !== address) {
      return;
    }
    stage.replaceChildren(photo.image);
    const description = photo.description ? [makeParagraph(photo.description)] : [];
    caption.replaceChildren(...description, makeParagraph(photo.position, "soft"));
    [photo.previous, photo.next].filter(Boolean).forEach(readPhoto);
  } catch {
    location.assign(address);
  }
}

// Reads the photo's own page, once.
function readPhoto(address) {
  if (!photos.has(address)) {
    const photo = fetchPhoto(address);
    photos.set(address, photo);
    photo.catch(() => photos.delete(address));
  }
  return photos.get(address);
}

async function fetchPhoto(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) {
    throw new Error(`The house answered ${response.status}.`);
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const figure = page.querySelector("figure.large");
  return {
    // Importing the image into this document starts loading it before the reader turns to it.
    image: document.importNode(figure.querySelector("img")),
    description: figure.querySelector("figcaption")?.textContent ?? "",
    position: figure.dataset.place,
    previous: page.querySelector("a[rel=prev]")?.getAttribute("href"),
    next: page.querySelector("a[rel=next]")?.getAttribute("href"),
  };
}

function offerNeighbours(...addresses) {
  const focused = document.activeElement;
  [previousButton, nextButton].forEach((button, index) => {
    button.dataset.href = addresses[index] ?? "";
    button.hidden = !addresses[index];
  });
  if (focused?.hidden) {
    closeButton.focus();
  }
}

function makeParagraph(textContent, className = "") {
  return Object.assign(document.createElement("p"), className ? { textContent, className } : { textContent });
}

// Buttons, keys and the browser's back button

const turn = button => !button.hidden && show(button.dataset.href);

previousButton.addEventListener("click", () => turn(previousButton));
nextButton.addEventListener("click", () => turn(nextButton));
closeButton.addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", event => {
  if (event.key === "ArrowLeft") {
    turn(previousButton);
  } else if (event.key === "ArrowRight") {
    turn(nextButton);
  }
});

// Going back closes the lightbox, and closing it leaves no entry in the history.
dialog.addEventListener("close", () => history.state?.photo && history.back());
addEventListener("popstate", () => dialog.open && dialog.close());

// Swiping: sideways turns, down closes. In a zoomed photo a finger pans instead.

const swipeAcross = 48, swipeDown = 96; // pixels
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
let swipeStart;

const isZoomed = () => (window.visualViewport?.scale ?? 1) > 1.01;
window.visualViewport?.addEventListener("resize", () => stage.classList.toggle("zoomed", isZoomed()));

function moveImage(across) {
  if (stage.firstElementChild) {
    stage.firstElementChild.style.translate = across && !reducedMotion.matches ? `${across}px` : "";
  }
}

stage.addEventListener("pointerdown", event => {
  swipeStart = event.isPrimary && !isZoomed() ? { x: event.clientX, y: event.clientY } : undefined;
  moveImage(0);
});
stage.addEventListener("pointermove", event => swipeStart && event.isPrimary && moveImage(event.clientX - swipeStart.x));
stage.addEventListener("pointercancel", () => {
  swipeStart = undefined;
  moveImage(0);
});
stage.addEventListener("pointerup", event => {
  if (!swipeStart || !event.isPrimary) {
    return;
  }
  const across = event.clientX - swipeStart.x, down = event.clientY - swipeStart.y;
  swipeStart = undefined;
  moveImage(0);
  if (Math.abs(across) > swipeAcross && Math.abs(across) > 1.5 * Math.abs(down)) {
    turn(across > 0 ? previousButton : nextButton);
  } else if (down > swipeDown && down > 1.5 * Math.abs(across)) {
    dialog.close();
  }
});
stage.addEventListener("dragstart", event => event.preventDefault());
