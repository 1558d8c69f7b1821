// A tap on "Add a photo" opens the phone's photos at once, and the chosen one is shown before it is sent.

const fold = document.querySelector("details.with-photo");
const chooser = fold.querySelector("input[type=file]");
const preview = new Image();
preview.alt = "";

fold.querySelector("summary").addEventListener("click", () => fold.open || chooser.click());

chooser.addEventListener("change", () => {
  URL.revokeObjectURL(preview.src);
  preview.remove();
  const [file] = chooser.files;
  if (file) {
    fold.open = true;
    preview.src = URL.createObjectURL(file);
    chooser.closest("label").before(preview);
  }
});
