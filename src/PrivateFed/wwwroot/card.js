// A link that was just made: sends it by the phone's own means, copies it, prints it as a card. Without this module it is copied by hand.

const card = document.querySelector("[data-card]");
const address = document.querySelector("#door-address")?.textContent;
const said = document.querySelector("#card-said");
const doing = {
  share: navigator.share && (() => navigator.share({ url: address }).catch(() => {})),
  copy: navigator.clipboard && (async () => {
    await navigator.clipboard.writeText(address);
    said.textContent = said.dataset.copied;
  }),
  print: () => print(),
};

for (const button of card?.querySelectorAll("button[data-card]") ?? []) {
  const act = doing[button.dataset.card];
  if (act) {
    button.hidden = false;
    button.addEventListener("click", act);
  }
}
