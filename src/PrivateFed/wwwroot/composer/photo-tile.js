// The tile of a photo in the composer: while it is uploaded, when it is refused, and the caption under an uploaded one (whose tile comes
// from the house).

import { fileDay } from "./file-day.js";
import { form, photoList } from "./form.js";

const texts = photoList.dataset;

export function makeTile(photo, onRemove) {
  const tile = document.createElement("figure");
  tile.className = "photo-tile";
  tile.dataset.sentAs = photo.id;
  tile.dataset.fileDay = fileDay(photo);
  tile.innerHTML = `<div class="blank"><span></span><progress max="1" value="0"></progress></div>`;
  tile.querySelector("span").textContent = photo.file.name;
  tile.querySelector("progress").setAttribute("aria-label", photo.file.name);
  const removeButton = makeButton("×", onRemove);
  removeButton.className = "remove-photo";
  removeButton.setAttribute("aria-label", texts.leaveOutNamed.replace("{0}", photo.file.name));
  tile.append(removeButton);
  return tile;
}

// Thumbnails are drawn one after the other: a phone has not enough memory for twelve at once.
let lastThumbnail = Promise.resolve();
export function drawThumbnail(photo) {
  lastThumbnail = lastThumbnail.then(async () => {
    // To find out that a film is no picture, all of it would be read into memory.
    if (photo.tile.isConnected && photo.tile.querySelector(".blank span") && !/^(video|audio)\//.test(photo.file.type)) {
      const bitmap = await createImageBitmap(photo.file, { resizeWidth: 168, resizeQuality: "low" });
      const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
      canvas.setAttribute("aria-hidden", "true");
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
      bitmap.close();
      photo.tile.querySelector(".blank span")?.replaceWith(canvas);
    }
  }).catch(() => {});
}

// onTryAgain: null when trying again cannot help.
export function showRefusal(photo, sentence, onTryAgain, onRemove) {
  photo.tile.classList.add("refused");
  photo.tile.innerHTML = `<div class="problem" role="alert"><p><b></b></p><p class="reason"></p></div><p class="small-actions"></p>`;
  photo.tile.querySelector("b").textContent = photo.file.name;
  photo.tile.querySelector(".reason").textContent = sentence;
  if (onTryAgain) {
    photo.tile.querySelector(".small-actions").append(makeButton(texts.tryAgain, onTryAgain));
  }
  photo.tile.querySelector(".small-actions").append(makeButton(texts.leaveOut, onRemove));
}

export function updateCaption(tile) {
  const isDescribed = tile.querySelector("textarea").value.trim() !== "";
  tile.querySelector(".caption").textContent = isDescribed ? form.dataset.described : form.dataset.describe;
}

function makeButton(textContent, onClick) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent });
  button.addEventListener("click", onClick);
  return button;
}
