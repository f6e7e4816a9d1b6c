const MAX_SIDE = 1_280;
const MAX_BYTES = 180_000;
const QUALITIES = [0.8, 0.6, 0.4, 0.25];

/**
 * Redraws a photograph as a small JPEG, base64: only its pixels remain, turned as its camera said. No place, device, time or preview leaves the browser. Throws where
 * the browser cannot read it, or cannot make it small enough.
 */
export async function redrawSmall(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  try {
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const drawn = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (drawn.size <= MAX_BYTES) return base64Of(new Uint8Array(await drawn.arrayBuffer()));
    }
    throw new RangeError('The picture is too large.');
  } finally {
    picture.close();
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
