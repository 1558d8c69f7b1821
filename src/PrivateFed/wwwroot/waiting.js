// How a photo looks while it is on its way, and when it is not taken.

const button = (words, then, label) => {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  if (label) {
    made.setAttribute("aria-label", label);
  }
  made.addEventListener("click", then);
  return made;
};

export function placeFor(photo, say, leaveOut) {
  const place = document.createElement("figure");
  place.className = "waiting";
  place.dataset.sentAs = photo.id;
  place.innerHTML = `<div class="blank"><span></span><progress max="1" value="0"></progress></div>`;
  place.querySelector("span").textContent = photo.file.name;
  place.querySelector("progress").setAttribute("aria-label", photo.file.name);
  const out = button("×", leaveOut, say.leaveOutNamed.replace("{0}", photo.file.name));
  out.className = "leave-out";
  place.append(out);
  return place;
}

// Small pictures are made one after the other: a phone has not the memory for twelve at once.
let last = Promise.resolve();
export function showSmall(photo) {
  last = last.then(async () => {
    if (photo.place.isConnected && photo.place.querySelector(".blank span")) {
      const picture = await createImageBitmap(photo.file, { resizeWidth: 168, resizeQuality: "low" });
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
      canvas.setAttribute("aria-hidden", "true");
      canvas.getContext("2d").drawImage(picture, 0, 0);
      picture.close();
      photo.place.querySelector(".blank span")?.replaceWith(canvas);
    }
  }).catch(() => {});
}

export function refuse(photo, sentence, say, tryAgain, leaveOut) {
  photo.place.classList.add("refused");
  photo.place.innerHTML = `<div class="problem" role="alert"><p><b></b></p><p class="why"></p></div><p class="small-actions"></p>`;
  photo.place.querySelector("b").textContent = photo.file.name;
  photo.place.querySelector(".why").textContent = sentence;
  photo.place.querySelector(".small-actions").append(button(say.tryAgain, tryAgain), button(say.leaveOut, leaveOut));
}
