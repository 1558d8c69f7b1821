// Opens the large view on a tap. Its modules come with the first finger or pointer on a photo, so that a page without one is lighter.
// Without this module photos are links to pages of their own, which look the same.

const tileAt = event => event.target.closest("a.tile[href]");
let loading;

function load() {
  loading ??= import("./large-view.js");
  loading.catch(() => loading = undefined);
  return loading;
}

for (const approach of ["pointerover", "touchstart", "focusin"]) {
  document.addEventListener(approach, event => tileAt(event) && load().catch(() => {}), { passive: true });
}

document.addEventListener("click", async event => {
  const tile = tileAt(event);
  if (!tile || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) {
    return;
  }
  event.preventDefault();
  try {
    (await load()).open(tile);
  } catch {
    location.assign(tile.href);
  }
});

if (document.querySelector("main.large")) {
  load().catch(() => {});
}

// The large view has a Save of its own, and brings the module, too.
if (document.querySelector("a[data-save]")) {
  import("./save.js").catch(() => {});
}
if (document.querySelector("[data-film]")) {
  import("./films.js").catch(() => {});
}
