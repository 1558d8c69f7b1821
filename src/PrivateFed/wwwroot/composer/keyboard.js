// Keeps the bar with Share above the keyboard of a phone. Safari lays a keyboard over the page, and other browsers make the page smaller.

import { form } from "./form.js";

const visible = window.visualViewport;

function fit() {
  const isCovered = visible.scale === 1 && visible.height < window.innerHeight - 80;
  form.style.blockSize = isCovered ? `${visible.height}px` : "";
  if (isCovered) {
    window.scrollTo(0, 0);
  }
}

visible?.addEventListener("resize", fit);
