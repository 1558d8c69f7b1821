// Photos are added to the composer by choosing, dropping or pasting them.

import { fileInput } from "./form.js";
import { addPhotos } from "./upload-queue.js";

const dropZone = document.querySelector("#drop");

function addChosen() {
  addPhotos(fileInput.files);
  fileInput.value = "";
}

fileInput.addEventListener("change", addChosen);
// Photos may have been chosen before this script was loaded.
if (fileInput.files.length > 0) {
  addChosen();
}

const hasFiles = event => [...event.dataTransfer?.types ?? []].includes("Files");
addEventListener("dragover", event => {
  if (hasFiles(event)) {
    event.preventDefault();
    dropZone.classList.add("dropping");
  }
});
addEventListener("dragleave", event => event.relatedTarget ?? dropZone.classList.remove("dropping"));
addEventListener("drop", event => {
  if (hasFiles(event)) {
    event.preventDefault();
    dropZone.classList.remove("dropping");
    addPhotos(event.dataTransfer.files);
  }
});
addEventListener("paste", event => {
  const pasted = [...event.clipboardData?.files ?? []].filter(file => /^(image|video|audio)\//.test(file.type));
  if (pasted.length) {
    event.preventDefault();
    addPhotos(pasted);
  }
});
