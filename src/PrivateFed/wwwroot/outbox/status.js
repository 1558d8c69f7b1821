// Shows authors the status of their pending posts on every page, and sends those that no open composer is sending.

import { flushOutbox } from "./flush.js";
import { deletePost, pendingPosts } from "./store.js";

const container = document.querySelector("#outbox-status");

// Settles once the outcomes are known: text on this device that was shared meanwhile is deleted by then.
export const outcomesKnown = container && localStorage.getItem("unsent-posts") ? showStatus().then(sendPending, () => {}) : Promise.resolve();

function sendPending(isAnyPending) {
  if (isAnyPending) {
    flushOutbox().then(showStatus).catch(() => {});
  }
}

// Resolves to whether any post is still pending. An outcome is shown once.
async function showStatus() {
  const posts = (await pendingPosts()).filter(post => post.author === container.dataset.author);
  // The composer shows the status of its own post.
  container.replaceChildren(...posts.filter(post => !location.pathname.endsWith(post.id)).map(messageFor));
  for (const post of posts.filter(one => one.outcome)) {
    if (post.outcome === "shared") {
      localStorage.removeItem(`unsent-${post.author}-draft-${post.id}`);
    }
    await deletePost(post.id);
  }
  if (posts.length === 0) {
    localStorage.removeItem("unsent-posts");
  }
  return posts.some(post => !post.outcome);
}

function messageFor({ id, outcome, form }) {
  const isByDay = form.some(([name, value]) => name === "do" && value === "days");
  const message = Object.assign(document.createElement("p"), { className: outcome === "needs-author" ? "problem" : "good" });
  switch (outcome) {
    case "shared":
      message.append(isByDay ? linkTo("/drafts", container.dataset.byDay) : linkTo(`/posts/${id}`, container.dataset.shared));
      break;
    case "needs-author":
      message.append(linkTo("/write", container.dataset.needsAuthor));
      break;
    default:
      message.append(isByDay ? container.dataset.sendingDays : container.dataset.sending);
  }
  return message;
}

const linkTo = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent });
