// A post that was to be shared when its page was closed goes on from any page of the house, and its author is told how it stands.

import "./kept.js";
import "./going.js";

const place = document.querySelector("#wishes");

// Before that, it is not known which of the words on this device were shared meanwhile.
export const lookedAfter = place && localStorage.getItem("unsent-wishes") ? tellOfWishes().then(goOn, () => {}) : Promise.resolve();

function goOn(isGoing) {
  if (isGoing) {
    self.going.all().then(tellOfWishes).catch(() => {});
  }
}

// Answers whether any goes on. Of one that has ended is told once.
async function tellOfWishes() {
  const all = (await self.kept.wishes()).filter(wish => wish.author === place.dataset.author);
  // The composer tells of its own.
  place.replaceChildren(...all.filter(wish => !location.pathname.endsWith(wish.id)).map(lineFor));
  for (const wish of all.filter(wish => wish.end)) {
    if (wish.end === "done") {
      localStorage.removeItem(`unsent-${wish.author}-draft-${wish.id}`);
    }
    await self.kept.dropWish(wish.id);
  }
  if (all.length === 0) {
    localStorage.removeItem("unsent-wishes");
  }
  return all.some(wish => !wish.end);
}

function lineFor({ id, end = "going" }) {
  const line = Object.assign(document.createElement("p"), { className: end === "trouble" ? "problem" : "good" });
  const where = { done: `/posts/${id}`, trouble: "/write" }[end];
  line.append(where ? Object.assign(document.createElement("a"), { href: where, textContent: place.dataset[end] }) : place.dataset.going);
  return line;
}
