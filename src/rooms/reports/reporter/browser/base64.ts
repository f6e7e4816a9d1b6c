const CHUNK_BYTES = 8 * 1024;

/** Bytes of any length in base64: one call with 64 KiB of arguments is more than some browsers take. */
export function encode64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
  return btoa(text);
}
