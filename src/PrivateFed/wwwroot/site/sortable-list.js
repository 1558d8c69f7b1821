// Makes a list sortable: by dragging with a mouse, by dragging after a long press with a finger, and by Shift with an arrow key.

const longPress = 350; // milliseconds
const dragThreshold = 6; // pixels
const scrollZone = 60; // pixels from the top and bottom of the window, in which dragging scrolls
const scrollStep = 12; // pixels

// list: the element whose children are sorted; itemSelector: which of them; onMove: called with each item that was moved.
// Returns moveBy(item, step), which moves an item by one place.
export function makeSortable(list, itemSelector, onMove) {
  let drag; // { item, pointerId, x, y, timer, isLifted, startIndex } while a pointer is down on an item

  const indexOf = item => [...list.querySelectorAll(itemSelector)].indexOf(item);

  function endDrag() {
    clearTimeout(drag?.timer);
    drag?.item.classList.remove("dragging");
    drag = undefined;
  }

  function lift() {
    drag.isLifted = true;
    drag.startIndex = indexOf(drag.item);
    drag.item.classList.add("dragging");
    drag.item.setPointerCapture?.(drag.pointerId);
    navigator.vibrate?.(15);
  }

  function dragTo(x, y) {
    const target = document.elementFromPoint(x, y)?.closest(itemSelector);
    if (target && target !== drag.item && list.contains(target)) {
      indexOf(target) < indexOf(drag.item) ? target.before(drag.item) : target.after(drag.item);
    }
    if (y < scrollZone || y > innerHeight - scrollZone) {
      scrollBy(0, y < scrollZone ? -scrollStep : scrollStep);
    }
  }

  list.addEventListener("pointerdown", event => {
    const item = event.target.closest(itemSelector);
    if (!item || !event.isPrimary || event.button !== 0 || event.target.closest("button, textarea, input, label, [open] > :not(summary)")) {
      return;
    }
    drag = { item, pointerId: event.pointerId, x: event.clientX, y: event.clientY };
    if (event.pointerType !== "mouse") {
      drag.timer = setTimeout(lift, longPress);
    }
  });
  addEventListener("pointermove", event => {
    if (!drag || event.pointerId !== drag.pointerId) {
      return;
    }
    const hasMoved = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > dragThreshold;
    if (drag.isLifted) {
      dragTo(event.clientX, event.clientY);
    } else if (hasMoved && event.pointerType === "mouse") {
      lift();
    } else if (hasMoved) {
      // A finger that moves before the long press is over scrolls the page.
      endDrag();
    }
  });
  addEventListener("pointerup", event => {
    if (!drag || event.pointerId !== drag.pointerId) {
      return;
    }
    const { item, isLifted, startIndex } = drag;
    endDrag();
    if (isLifted) {
      ignoreNextClick();
      if (indexOf(item) !== startIndex) {
        onMove(item);
      }
    }
  });
  addEventListener("pointercancel", endDrag);
  // While a finger holds an item, the page must not scroll; and a mouse must not drag the item's picture.
  list.addEventListener("touchmove", event => drag?.isLifted && event.preventDefault(), { passive: false });
  list.addEventListener("contextmenu", event => drag && event.preventDefault());
  list.addEventListener("dragstart", event => event.target.closest(itemSelector) && event.preventDefault());

  list.addEventListener("keydown", event => {
    const item = event.target.closest(itemSelector);
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (item && step && event.shiftKey && !event.target.closest("textarea, input")) {
      event.preventDefault();
      moveBy(item, step);
    }
  });

  function moveBy(item, step) {
    const neighbour = [...list.querySelectorAll(itemSelector)][indexOf(item) + step];
    if (neighbour) {
      const focused = item.contains(document.activeElement) ? document.activeElement : undefined;
      step < 0 ? neighbour.before(item) : neighbour.after(item);
      focused?.focus();
      onMove(item);
    }
  }

  return moveBy;
}

// Keeps the end of a drag from counting as a click. (A click made with a key has a detail of 0, and passes.)
function ignoreNextClick() {
  const swallow = click => {
    if (click.detail > 0) {
      click.preventDefault();
      click.stopPropagation();
    }
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
}
