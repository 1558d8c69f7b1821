// Buttons that send a new link through the device's share sheet, copy it, or print it as a card. Without script it is copied by hand.

const card = document.querySelector("[data-card]");
const link = document.querySelector("#door-address")?.textContent;
const status = document.querySelector("#card-said");
const actions = {
  share: navigator.share && (() => navigator.share({ url: link }).catch(() => {})),
  copy: navigator.clipboard && (async () => {
    await navigator.clipboard.writeText(link);
    status.textContent = status.dataset.copied;
  }),
  print: () => print(),
};

for (const button of card?.querySelectorAll("button[data-card]") ?? []) {
  const action = actions[button.dataset.card];
  if (action) {
    button.hidden = false;
    button.addEventListener("click", action);
  }
}
