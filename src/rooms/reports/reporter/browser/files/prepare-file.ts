import { type Bytes, joinBytes } from '../../../crypto/bytes.ts';
import type { Preparation } from '../worker-protocol.ts';
import { cutMetadata } from './cut-metadata.ts';

export type PreparedFile = { readonly name: string; readonly type: string; readonly bytes: Bytes; readonly how: Preparation };

const JPEG_QUALITY = 0.9;
const DRAWN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * A file without what a camera or an app wrote into it, as far as its type is known. A picture is redrawn, where this browser draws exactly what it is given.
 * Some browsers change pixels on purpose, against tracking: there the metadata are cut from the bytes of a JPEG or PNG.
 */
export async function prepareFile({ name, file }: { name: string; file: Blob }): Promise<PreparedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = file.type;
  const drawn = DRAWN.includes(type) && drawsExactly() ? await redraw(file).catch(() => null) : null;
  // A canvas writes WebP in few browsers only: the others write PNG, and the picture keeps its new type.
  if (drawn !== null) {
    // What was drawn is cut as well: a browser may write a profile or a comment of its own.
    const own = new Uint8Array(await drawn.arrayBuffer());
    return { name, type: drawn.type, bytes: cutMetadata(own) ?? joinBytes(own), how: 'drawn' };
  }
  const cut = cutMetadata(bytes);
  return cut === null ? { name, type, bytes: joinBytes(bytes), how: 'unchanged' } : { name, type, bytes: cut, how: 'cut' };
}

/** Redraws a picture: only its pixels remain, turned as its camera said. */
async function redraw(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  try {
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d')!.drawImage(picture, 0, 0);
    return await canvas.convertToBlob({ type: file.type === 'image/png' ? 'image/png' : 'image/jpeg', quality: JPEG_QUALITY });
  } finally {
    picture.close();
  }
}

let exact: boolean | undefined;
const TEST_SIZE = 16;

/** Whether a canvas of this browser gives back the pixels of a test picture as they were drawn. */
function drawsExactly(): boolean {
  exact ??= testCanvas();
  return exact;
}

function testCanvas(): boolean {
  try {
    const context = new OffscreenCanvas(TEST_SIZE, TEST_SIZE).getContext('2d', { willReadFrequently: true })!;
    const drawn = context.createImageData(TEST_SIZE, TEST_SIZE);
    for (let at = 0; at < drawn.data.length; at += 1) drawn.data[at] = at % 4 === 3 ? 255 : (at * 37) % 256;
    context.putImageData(drawn, 0, 0);
    const read = context.getImageData(0, 0, TEST_SIZE, TEST_SIZE).data;
    return drawn.data.every((value, at) => value === read[at]);
  } catch {
    // No canvas in a worker, or none that may be read.
    return false;
  }
}
