import { sha256 } from '@noble/hashes/sha2.js';
import { encode, textOf } from './bytes.ts';
import { decryptUntilDamage } from './keys.ts';
import { CONTAINER_SIZES, LENGTH_BYTES, unpad } from './padding.ts';
import type { AnnouncedFiles, ReportAddress, ReportFile } from './report.ts';

/** A file of a container; `bytes` is null where it is damaged or has not arrived. */
export type FoundFile = Omit<ReportFile, 'bytes'> & { readonly size: number; readonly bytes: Uint8Array | null };

/** The files of a container, and whether the container is whole: its last byte has arrived and none is damaged. */
export type FoundFiles = { readonly files: FoundFile[]; readonly isWhole: boolean };

// The length of the index as 32 bits, then the index, then the files.
const INDEX_LENGTH_BYTES = 4;
// More than a person chooses. An index may name millions of empty files, and a page that listed them would never answer its reader again.
const MAX_LISTED = 5_000;

/**
 * Opens the files of a report with its key, as far as the container is whole: of a damaged one, or of one that has not arrived to its end, each file that lies before
 * the damage is complete and checked. Throws where nothing can be opened, or where the files belong to another report.
 */
export async function findFiles(address: ReportAddress, container: Uint8Array, identity: string): Promise<FoundFiles> {
  const { content, isWhole } = await decryptUntilDamage(identity, container);
  const packed = isWhole ? unpad(content, CONTAINER_SIZES) : content.subarray(LENGTH_BYTES);
  let at = INDEX_LENGTH_BYTES + new DataView(packed.buffer, packed.byteOffset, packed.length).getUint32(0);
  const files = readIndex(address, packed.subarray(INDEX_LENGTH_BYTES, at));
  const found = files.map(({ name, type, size }) => {
    const end = at + size;
    const bytes = end <= packed.length ? packed.slice(at, end) : null;
    at = end;
    return { name, type, size, bytes };
  });
  return { files: found, isWhole };
}

/**
 * Whether a container is another one than the text announces. A whole one is compared by its length and hash, one that has not arrived to its end by the number
 * of its files alone. False where the text does not say.
 */
export function areOtherFiles(announced: AnnouncedFiles | null, container: Uint8Array, { files, isWhole }: FoundFiles): boolean {
  if (announced === null) return false;
  const { count, bytes, hash } = announced;
  if (files.length !== count || container.length > bytes) return true;
  return (isWhole || container.length === bytes) && encode(sha256(container)) !== hash;
}

/** The index was written by the reporter's browser, or by anybody: nothing in it is believed before it was looked at. */
function readIndex({ channel, report }: ReportAddress, bytes: Uint8Array): { name: string; type: string; size: number }[] {
  const index = JSON.parse(textOf(bytes));
  if (index.channel !== channel || index.report !== report) throw new Error('These files belong to another report.');
  const isFile = ({ name, type, size }: Record<string, unknown>) =>
    typeof name === 'string' && typeof type === 'string' && Number.isSafeInteger(size) && (size as number) >= 0;
  if (!Array.isArray(index.files) || index.files.length > MAX_LISTED || !index.files.every(isFile))
    throw new Error('The index of the files is damaged.');
  return index.files;
}
