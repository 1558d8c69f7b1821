// Shows how far all uploads are, as a bar and as a sentence.

import { format, photoList } from "./form.js";

const bar = document.querySelector("#progress");
const text = document.querySelector("#progress-text");
const texts = photoList.dataset;

// uploading: the progress of every photo that is not in the house yet, each from 0 to 1.
export function showProgress(uploading, { isConnectionLost, isShareWaiting }) {
  const uploaded = photoList.querySelectorAll("[data-photo]").length;
  const all = uploaded + uploading.length;
  bar.hidden = uploading.length === 0;
  bar.value = all ? (uploaded + uploading.reduce((sum, progress) => sum + progress, 0)) / all : 0;
  setText(isConnectionLost && uploading.length ? format(texts.paused, uploaded, all)
    : isShareWaiting ? texts.shareWaits
    : format(texts.uploaded, uploaded, all));
}

export const showPhotosRefused = () => setText(texts.someRefused);

// A sentence that stays the same is not read aloud again.
function setText(sentence) {
  if (text.textContent !== sentence) {
    text.textContent = sentence;
  }
}
