// Works on pictures in an empty page: `gallery_darkroom.py` calls these. Pictures are base64.
(() => {
  const COLOURS = 3;
  const sheet = (width, height) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.imageSmoothingQuality = "high";
    return [canvas, pen];
  };
  const load = async (text) =>
    createImageBitmap(await (await fetch(`data:image/*;base64,${text}`)).blob());
  const written = (canvas, type, quality) => canvas.toDataURL(type, quality).split(",")[1];

  window.shrink = async (text, width, quality) => {
    const picture = await load(text);
    // Not rounded, or a picture that is a pixel higher would be drawn on another scale.
    const height = (picture.height * width) / picture.width;
    const [canvas, pen] = sheet(width, Math.floor(height));
    pen.drawImage(picture, 0, 0, width, height);
    return written(canvas, "image/webp", quality);
  };

  /** The mean colour of each strip: one pixel high and `side` wide, the last of a row narrower. */
  const strips = (picture, side) => {
    const { width, height } = picture;
    const [, pen] = sheet(width, height);
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    const across = Math.ceil(width / side);
    const means = new Float64Array(across * height * COLOURS);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const strip = Math.floor(x / side);
        const wide = Math.min(side, width - strip * side);
        for (let colour = 0; colour < COLOURS; colour++) {
          means[(y * across + strip) * COLOURS + colour] += data[(y * width + x) * 4 + colour] / wide;
        }
      }
    }
    return { across, height, means };
  };

  /** How far colours are apart that begin at `from`, each the mean of `high` strips below. */
  const apart = (one, other, from, high) => {
    let most = 0;
    for (let colour = 0; colour < COLOURS; colour++) {
      let sum = 0;
      for (let row = 0; row < high; row++) {
        const at = from + row * one.across * COLOURS + colour;
        sum += one.means[at] - other.means[at];
      }
      most = Math.max(most, Math.abs(sum) / high);
    }
    return most;
  };

  /** Two pictures of one width: how far each block is apart, and each row in a share of its strips. */
  window.compare = async (kept, fresh, side, share) => {
    const [one, other] = (await Promise.all([kept, fresh].map(load))).map((it) => strips(it, side));
    const { across } = one;
    const height = Math.min(one.height, other.height);
    const [blocks, rows] = [[], []];
    for (let y = 0; y < height; y++) {
      const places = Array.from({ length: across }, (_, strip) => (y * across + strip) * COLOURS);
      const found = places.map((at) => apart(one, other, at, 1)).sort((a, b) => b - a);
      rows.push(found[Math.ceil(across * share) - 1]);
      const high = Math.min(side, height - y);
      if (y % side === 0) blocks.push(...places.map((at) => apart(one, other, at, high)));
    }
    return { across, blocks, rows, unpaired: Math.abs(one.height - other.height) };
  };

  /** Both pictures side by side; on the second one, blocks and rows by their numbers are red. */
  window.overlay = async (kept, fresh, side, across, blocks, rows) => {
    const [one, other] = await Promise.all([kept, fresh].map(load));
    const left = one.width + side;
    const [canvas, pen] = sheet(left + other.width, Math.max(one.height, other.height));
    pen.drawImage(one, 0, 0);
    pen.drawImage(other, left, 0);
    pen.fillStyle = "rgb(255 0 80 / 45%)";
    for (const block of blocks) {
      pen.fillRect(left + (block % across) * side, Math.floor(block / across) * side, side, side);
    }
    for (const row of rows) pen.fillRect(left - side, row - 1, side, 3);
    return written(canvas, "image/png");
  };
})();
