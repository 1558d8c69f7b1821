// Keeps the text of a comment on this device until the house has saved it.

const form = document.querySelector("form[data-comment-draft]");
const textarea = form.querySelector("textarea");
const key = `unsent-${form.dataset.commentDraft}`;

// Only the redirect to the new comment proves that it was saved.
if (sessionStorage.getItem("submitted-comment") === key && location.hash.startsWith("#comment-")) {
  localStorage.removeItem(key);
}
sessionStorage.removeItem("submitted-comment");
textarea.value ||= localStorage.getItem(key) ?? "";
textarea.addEventListener("input", () => textarea.value ? localStorage.setItem(key, textarea.value) : localStorage.removeItem(key));
form.addEventListener("submit", () => sessionStorage.setItem("submitted-comment", key));
