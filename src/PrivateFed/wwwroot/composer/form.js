// The composer's form, and helpers for its modules.

export const form = document.querySelector("#composer");
export const photoList = document.querySelector("#photos");
export const fileInput = document.querySelector("#files");
export const shareButton = document.querySelector("#share");

export const author = photoList.dataset.author;
export const field = name => form.elements[`Input.${name}`];
export const draftId = () => field("DraftId").value;

// Notifies everything that listens to the form of a change that was not typed.
export const announceChange = () => photoList.dispatchEvent(new Event("input", { bubbles: true }));

// Fills in "{0}", "{1}" and so on.
export const format = (sentence, ...values) => values.reduce((text, value, index) => text.replace(`{${index}}`, value), sentence);

// The form without files that are not uploaded yet, and without fields that only a button may send.
export function formData() {
  const data = new FormData(form);
  ["files", "do", "Input.ShareAt"].forEach(name => data.delete(name));
  return data;
}
