// Paints a photo's BlurHash (https://blurha.sh) until the photo has loaded; on an invitation there is nothing but the blur.

const size = 16; // pixels of the placeholder, which is stretched to the photo's place
const base83 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

// By pixel and frequency; a blurhash has at most nine.
const cosines = Array.from({ length: size }, (_, pixel) => Array.from({ length: 9 }, (_, frequency) => Math.cos(Math.PI * pixel * frequency / size)));

for (const photo of document.querySelectorAll(".photos img[data-hash]")) {
  if (!photo.complete) {
    const placeholder = paint(photo.dataset.hash);
    photo.before(placeholder);
    photo.addEventListener("load", () => placeholder.remove(), { once: true });
  }
}

for (const place of document.querySelectorAll(".blurs [data-hash]")) {
  place.append(paint(place.dataset.hash));
}

function paint(hash) {
  const { columns, rows, components } = decode(hash);
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  const image = context.createImageData(size, size);
  let next = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let red = 0, green = 0, blue = 0;
      for (let index = 0; index < columns * rows; index++) {
        const basis = cosines[x][index % columns] * cosines[y][Math.floor(index / columns)];
        red += components[index][0] * basis;
        green += components[index][1] * basis;
        blue += components[index][2] * basis;
      }
      image.data[next++] = linearToSrgb(red);
      image.data[next++] = linearToSrgb(green);
      image.data[next++] = linearToSrgb(blue);
      image.data[next++] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

// Components are linear RGB: first the mean, then the cosines.
function decode(hash) {
  const dimensions = decode83(hash[0]);
  const columns = dimensions % 9 + 1, rows = Math.floor(dimensions / 9) + 1;
  const maximum = (decode83(hash[1]) + 1) / 166;
  const mean = decode83(hash.slice(2, 6));
  const components = [[mean >> 16, mean >> 8 & 255, mean & 255].map(srgbToLinear)];
  for (let index = 6; index < hash.length; index += 2) {
    const value = decode83(hash.slice(index, index + 2));
    const steps = [Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19];
    components.push(steps.map(step => signedSquare((step - 9) / 9) * maximum));
  }
  return { columns, rows, components };
}

function decode83(text) {
  return [...text].reduce((sum, digit) => sum * 83 + base83.indexOf(digit), 0);
}

function srgbToLinear(level) {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function linearToSrgb(value) {
  const light = Math.min(1, Math.max(0, value));
  return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
}

function signedSquare(value) {
  return Math.sign(value) * value * value;
}
