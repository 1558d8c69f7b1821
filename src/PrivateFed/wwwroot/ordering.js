// Things in an order that is changed by dragging, with a mouse or with a finger that has rested for a moment, and by Shift and an arrow key.

const rest = 350, start = 6;

// list: the element whose children are ordered; items: which of them; changed: told which one was moved.
export function makeOrderable(list, items, changed) {
  let held;

  const place = item => [...list.querySelectorAll(items)].indexOf(item);
  const letGo = () => {
    clearTimeout(held?.timer);
    held?.item.classList.remove("held");
    held = undefined;
  };

  function lift() {
    held.lifted = true;
    held.from = place(held.item);
    held.item.classList.add("held");
    held.item.setPointerCapture?.(held.pointer);
    navigator.vibrate?.(15);
  }

  function drag(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(items);
    if (under && under !== held.item && list.contains(under)) {
      place(under) < place(held.item) ? under.before(held.item) : under.after(held.item);
    }
    // At the edge of the screen the page comes along.
    const edge = 60;
    if (event.clientY < edge || event.clientY > innerHeight - edge) {
      scrollBy(0, event.clientY < edge ? -12 : 12);
    }
  }

  list.addEventListener("pointerdown", event => {
    const item = event.target.closest(items);
    if (!item || !event.isPrimary || event.button !== 0 || event.target.closest("button, textarea, input, label, [open] > :not(summary)")) {
      return;
    }
    held = { item, pointer: event.pointerId, x: event.clientX, y: event.clientY };
    if (event.pointerType !== "mouse") {
      held.timer = setTimeout(lift, rest);
    }
  });
  addEventListener("pointermove", event => {
    if (!held || event.pointerId !== held.pointer) {
      return;
    }
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > start;
    if (held.lifted) {
      drag(event);
    } else if (far && event.pointerType === "mouse") {
      lift();
    } else if (far) {
      letGo();
    }
  });
  addEventListener("pointerup", event => {
    if (!held || event.pointerId !== held.pointer) {
      return;
    }
    const { item, lifted, from } = held;
    letGo();
    if (lifted) {
      // What was dragged was not tapped. (A click that a key makes has no count.)
      const swallow = click => {
        if (click.detail > 0) {
          click.preventDefault();
          click.stopPropagation();
        }
      };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
      if (place(item) !== from) {
        changed(item);
      }
    }
  });
  addEventListener("pointercancel", letGo);
  // A finger that holds a photo moves the photo, not the page; a mouse does not carry the picture away.
  list.addEventListener("touchmove", event => held?.lifted && event.preventDefault(), { passive: false });
  list.addEventListener("contextmenu", event => held && event.preventDefault());
  list.addEventListener("dragstart", event => event.target.closest(items) && event.preventDefault());

  list.addEventListener("keydown", event => {
    const item = event.target.closest(items);
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (item && step && event.shiftKey && !event.target.closest("textarea, input")) {
      event.preventDefault();
      moveBy(item, step);
    }
  });

  function moveBy(item, step) {
    const neighbour = [...list.querySelectorAll(items)][place(item) + step];
    if (neighbour) {
      const focused = item.contains(document.activeElement) ? document.activeElement : undefined;
      step < 0 ? neighbour.before(item) : neighbour.after(item);
      focused?.focus();
      changed(item);
    }
  }

  return moveBy;
}
