// What fingers do on a photo: sideways turns, down closes, two of them or a double tap enlarge, and in an enlarged photo one of them moves it.

const swipeAcross = 48, swipeDown = 96; // pixels
const doubleTapTime = 300; // milliseconds
const doubleTapScale = 2.5, mostScale = 6;
const controlsHeight = 96; // pixels

// Watches the first child of the stage. `actions` has previous, next and close.
export function watchGestures(stage, actions) {
  const fingers = new Map(); // where each pointer is, by its id
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let scale = 1, x = 0, y = 0; // how the photo is enlarged and moved, in pixels from the middle
  let start; // of a swipe or a move
  let lastTap = { time: 0 };

  function draw() {
    const photo = stage.firstElementChild;
    if (photo) {
      photo.style.transform = scale === 1 && !x && !y ? "" : `translate(${x}px, ${y}px) scale(${scale})`;
    }
  }

  function reset() {
    [scale, x, y, start] = [1, 0, 0, undefined];
    fingers.clear();
    draw();
  }

  // Enlarges about a point of the screen, which stays where it is.
  function zoomTo(wanted, clientX, clientY) {
    const { left, top, width, height } = stage.getBoundingClientRect();
    const pointX = clientX - left - width / 2, pointY = clientY - top - height / 2;
    const next = Math.min(mostScale, Math.max(1, wanted));
    x = pointX - (pointX - x) * next / scale;
    y = pointY - (pointY - y) * next / scale;
    scale = next;
    keepInside();
    draw();
  }

  function keepInside() {
    const { width, height } = stage.getBoundingClientRect();
    const most = length => length * (scale - 1) / 2;
    x = Math.min(most(width), Math.max(-most(width), x));
    y = Math.min(most(height), Math.max(-most(height), y));
  }

  const middle = () => {
    const [one, other] = fingers.values();
    return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, distance: Math.hypot(one.x - other.x, one.y - other.y) };
  };

  // A player's controls, at its foot, are touched like no photo.
  const isOnControls = ({ target, clientY }) => target.closest("audio")
    || (target.closest("video") && clientY > target.getBoundingClientRect().bottom - controlsHeight);

  stage.addEventListener("pointerdown", event => {
    if (isOnControls(event)) {
      return;
    }
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (!event.target.closest("video")) {
      stage.setPointerCapture?.(event.pointerId);
    }
    start = fingers.size === 1 ? { clientX: event.clientX, clientY: event.clientY, x, y } : undefined;
  });

  stage.addEventListener("pointermove", event => {
    if (!fingers.has(event.pointerId)) {
      return;
    }
    const before = fingers.size === 2 && middle();
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (before) {
      const now = middle();
      x += now.x - before.x;
      y += now.y - before.y;
      zoomTo(scale * now.distance / before.distance, now.x, now.y);
    } else if (start) {
      const across = event.clientX - start.clientX, down = event.clientY - start.clientY;
      if (scale > 1) {
        [x, y] = [start.x + across, start.y + down];
        keepInside();
      } else if (!reducedMotion.matches) {
        [x, y] = Math.abs(across) > Math.abs(down) ? [across, 0] : [0, Math.max(0, down)];
      }
      draw();
    }
  });

  stage.addEventListener("pointerup", event => {
    fingers.delete(event.pointerId);
    if (!start || fingers.size > 0) {
      start = undefined;
      return;
    }
    const across = event.clientX - start.clientX, down = event.clientY - start.clientY;
    start = undefined;
    if (Math.abs(across) < 8 && Math.abs(down) < 8) {
      tap(event);
    } else if (scale === 1) {
      [x, y] = [0, 0];
      draw();
      if (Math.abs(across) > swipeAcross && Math.abs(across) > 1.5 * Math.abs(down)) {
        (across > 0 ? actions.previous : actions.next)();
      } else if (down > swipeDown && down > 1.5 * Math.abs(across)) {
        actions.close();
      }
    }
  });

  function tap(event) {
    if (event.target.closest("video")) {
      return; // plays and pauses
    }
    const isSecond = event.timeStamp - lastTap.time < doubleTapTime
      && Math.hypot(event.clientX - lastTap.x, event.clientY - lastTap.y) < 40;
    lastTap = isSecond ? { time: 0 } : { time: event.timeStamp, x: event.clientX, y: event.clientY };
    if (isSecond) {
      zoomTo(scale > 1 ? 1 : doubleTapScale, event.clientX, event.clientY);
    }
  }

  stage.addEventListener("pointercancel", reset);
  stage.addEventListener("dragstart", event => event.preventDefault());
  // Two fingers on a touchpad come as the wheel with Ctrl.
  stage.addEventListener("wheel", event => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoomTo(scale * Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
    }
  }, { passive: false });

  return { reset, redraw: draw };
}
