// Save on a phone or tablet: the photos go to the share sheet, which takes them to the device's own photos. Everywhere else, and without
// this module, Save is a download.

const mostAtOnce = 20; // a share sheet is given files that are in memory
const isTouched = matchMedia("(pointer: coarse)");
const links = new WeakMap(); // of each link that was tapped: { words, from, files }

const canShare = () => isTouched.matches
  && navigator.canShare?.({ files: [new File(["-"], "photo.jpg", { type: "image/jpeg" })] });

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-save]");
  if (link && canShare()) {
    event.preventDefault();
    if (link.getAttribute("aria-busy") !== "true") {
      save(link);
    }
  }
});

async function save(link) {
  const state = stateOf(link), wasReady = state.files !== undefined;
  link.setAttribute("aria-busy", "true");
  try {
    state.files ??= await fetchFiles(link, state.from);
    await navigator.share({ files: state.files });
    goOn(link, state);
  } catch (problem) {
    if (problem.name === "AbortError") {
      // The reader closed the sheet; the files stay at hand.
      say(link, state.words);
    } else if (problem.name === "NotAllowedError" && !wasReady) {
      // A browser opens the sheet only soon after a tap, and the files were a while on their way.
      say(link, link.dataset.tap);
    } else {
      say(link, state.words);
      links.delete(link);
      location.assign(link.href);
    }
  }
  link.removeAttribute("aria-busy");
}

function stateOf(link) {
  if (!links.has(link)) {
    links.set(link, { words: link.getAttribute("aria-label") ?? text(link).textContent, from: 0 });
  }
  return links.get(link);
}

// The next photos, or all of them again.
function goOn(link, state) {
  const count = addressesOf(link).length;
  state.files = undefined;
  state.from = state.from + mostAtOnce < count ? state.from + mostAtOnce : 0;
  say(link, state.from > 0 ? format(link.dataset.next, Math.min(mostAtOnce, count - state.from)) : state.words);
}

async function fetchFiles(link, from) {
  const addresses = addressesOf(link).slice(from, from + mostAtOnce), files = [];
  for (const address of addresses) {
    if (addresses.length > 1) {
      say(link, format(link.dataset.progress, files.length + 1, addresses.length));
    }
    files.push(await fetchFile(address));
  }
  return files;
}

async function fetchFile(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`The house answered ${response.status}.`);
  }
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition"))?.[1];
  const contents = await response.blob();
  return new File([contents], name ? decodeURIComponent(name) : address.split("/").at(-1), { type: contents.type });
}

const addressesOf = link => link.dataset.save.split(" ");
const text = link => link.querySelector("span");
const format = (sentence, ...values) => values.reduce((filled, value, index) => filled.replace(`{${index}}`, value), sentence);

// Where usually only the icon is shown, what the reader has to know stands beside it.
function say(link, words) {
  const isIconOnly = link.hasAttribute("aria-label");
  text(link).textContent = isIconOnly && words === stateOf(link).words ? "" : words;
  if (isIconOnly) {
    link.setAttribute("aria-label", words);
  }
}
