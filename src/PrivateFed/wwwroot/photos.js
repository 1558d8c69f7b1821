// Photos: their colours while they load, and the large view. Without this module photos are links to pages of their own.

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
const number = text => [...text].reduce((sum, digit) => sum * 83 + digits.indexOf(digit), 0);
const toLinear = level => (level /= 255) <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
const toLevel = light => {
  const part = Math.min(1, Math.max(0, light));
  return Math.round(255 * (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055));
};
const signedSquare = part => Math.sign(part) * part * part;

function terms(hash) {
  const size = number(hash[0]);
  const across = size % 9 + 1, down = Math.floor(size / 9) + 1;
  const unit = (number(hash[1]) + 1) / 166;
  const mean = number(hash.slice(2, 6));
  const list = [[mean >> 16, mean >> 8 & 255, mean & 255].map(toLinear)];
  for (let at = 6; at < hash.length; at += 2) {
    const value = number(hash.slice(at, at + 2));
    list.push([Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19].map(step => signedSquare((step - 9) / 9) * unit));
  }
  return { across, down, list };
}

function paint(hash, width, height) {
  const { across, down, list } = terms(hash);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = [0, 0, 0];
      for (let term = 0; term < across * down; term++) {
        const weight = Math.cos(Math.PI * x * (term % across) / width) * Math.cos(Math.PI * y * Math.floor(term / across) / height);
        list[term].forEach((part, channel) => light[channel] += part * weight);
      }
      pixels.data.set([...light.map(toLevel), 255], 4 * (y * width + x));
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

for (const photo of document.querySelectorAll(".photos img[data-hash]")) {
  if (!photo.complete) {
    const canvas = paint(photo.dataset.hash, 24, 24);
    photo.before(canvas);
    photo.addEventListener("load", () => canvas.remove(), { once: true });
  }
}

// The large view

const dialog = document.importNode(document.querySelector("#large-view").content.firstElementChild, true);
const [stage, said, previous, next, close] = dialog.children;
const pages = new Map();
let shown;

// What the photo's own page says: the picture, its description, its neighbours.
function read(url) {
  if (!pages.has(url)) {
    const reading = fetch(url, { headers: { Accept: "text/html" } }).then(async answer => {
      if (!answer.ok || answer.redirected) {
        throw new Error(answer.status);
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const figure = page.querySelector("figure.large");
      return {
        // In this document it begins to load, so that a neighbour is there before it is turned to.
        image: document.importNode(figure.querySelector("img")),
        description: figure.querySelector("figcaption")?.textContent ?? "",
        place: figure.dataset.place,
        previous: page.querySelector("a[rel=prev]")?.getAttribute("href"),
        next: page.querySelector("a[rel=next]")?.getAttribute("href"),
      };
    });
    pages.set(url, reading);
    reading.catch(() => pages.delete(url));
  }
  return pages.get(url);
}

// Which way one can turn from here.
function offer(...neighbours) {
  const focused = document.activeElement;
  [previous, next].forEach((button, at) => {
    button.dataset.href = neighbours[at] ?? "";
    button.hidden = !neighbours[at];
  });
  if (focused?.hidden) {
    close.focus();
  }
}

async function show(url) {
  shown = url;
  try {
    const photo = await read(url);
    if (shown !== url) {
      return;
    }
    offer(photo.previous, photo.next);
    // The small one stays until the large one can be painted; one that cannot be is shown by its description.
    await photo.image.decode().catch(() => {});
    if (shown !== url) {
      return;
    }
    stage.replaceChildren(photo.image);
    const place = Object.assign(document.createElement("p"), { className: "soft", textContent: photo.place });
    said.replaceChildren(...(photo.description ? [Object.assign(document.createElement("p"), { textContent: photo.description })] : []), place);
    [photo.previous, photo.next].filter(Boolean).forEach(read);
  } catch {
    location.assign(url);
  }
}

function open(link) {
  if (!dialog.isConnected) {
    document.body.append(dialog);
  }
  const image = link.querySelector("img");
  stage.replaceChildren(Object.assign(document.createElement("img"), { src: image.currentSrc || image.src, alt: image.alt }));
  said.replaceChildren();
  dialog.showModal();
  // The page knows those beside it; the photo's own page knows all.
  const links = [...link.parentElement.children], at = links.indexOf(link);
  offer(links[at - 1]?.getAttribute("href"), links[at + 1]?.getAttribute("href"));
  history.pushState({ photo: true }, "");
  dialog.addEventListener("close", () => link.focus(), { once: true });
  show(link.getAttribute("href"));
}

const turn = button => !button.hidden && show(button.dataset.href);

document.addEventListener("click", event => {
  const link = event.target.closest(".photos a");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    open(link);
  }
});
previous.addEventListener("click", () => turn(previous));
next.addEventListener("click", () => turn(next));
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", event => {
  if (event.key === "ArrowLeft") {
    turn(previous);
  } else if (event.key === "ArrowRight") {
    turn(next);
  }
});

// The phone's back button closes the view, and closing it leaves no step behind.
dialog.addEventListener("close", () => history.state?.photo && history.back());
addEventListener("popstate", () => dialog.open && dialog.close());

// Who has zoomed in moves around in the photo; only at its own size does a finger turn it.
const isZoomed = () => (window.visualViewport?.scale ?? 1) > 1.01;
window.visualViewport?.addEventListener("resize", () => stage.classList.toggle("zoomed", isZoomed()));

const still = matchMedia("(prefers-reduced-motion: reduce)");
let start;
const follow = across => stage.firstElementChild && (stage.firstElementChild.style.translate = across && !still.matches ? `${across}px` : "");
stage.addEventListener("pointerdown", event => {
  start = event.isPrimary && !isZoomed() ? { x: event.clientX, y: event.clientY } : undefined;
  follow(0);
});
stage.addEventListener("pointermove", event => start && event.isPrimary && follow(event.clientX - start.x));
stage.addEventListener("pointercancel", () => {
  start = undefined;
  follow(0);
});
stage.addEventListener("pointerup", event => {
  if (!start || !event.isPrimary) {
    return;
  }
  const across = event.clientX - start.x, down = event.clientY - start.y;
  start = undefined;
  follow(0);
  if (Math.abs(across) > 48 && Math.abs(across) > 1.5 * Math.abs(down)) {
    turn(across > 0 ? previous : next);
  } else if (down > 96 && down > 1.5 * Math.abs(across)) {
    dialog.close();
  }
});
stage.addEventListener("dragstart", event => event.preventDefault());
