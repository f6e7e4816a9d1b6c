import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError } from '#kernel/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { FileName, type UploadedFile, withUploadedFile } from '#rooms/evidence/index.ts';
import { cutMetadata } from '#rooms/reports/index.ts';
import { readInThread } from '../../documents/read-thread.ts';
import { checkOf, type FileFault, faultOfCode, faultOfReason, isOldOrProtected } from '../firm-file.rules.ts';

/** A file that was looked into and may be stored: its name, and the pages of a PDF. */
export type CheckedFile = { name: string; file: UploadedFile; pages: number | null };

/**
 * Looks into one file of a form and runs `store` on it, or says why it is not taken: by what it is, never by its name alone. A Word file is unpacked within limits in a
 * process of its own, a PDF is opened in the reading thread, and a picture is followed to its end. The file is always deleted from the disk.
 */
export async function checkFile(
  platform: Platform,
  sent: File,
  store: (checked: CheckedFile) => Promise<unknown>,
): Promise<FileFault | null> {
  const name = FileName.safeParse(sent.name);
  if (!name.success) return 'bad-name';
  const bytes = Buffer.from(await sent.arrayBuffer());
  if (isOldOrProtected(bytes)) return 'old-or-protected';
  try {
    return await withUploadedFile(platform, Readable.from([bytes], { objectMode: false }), name.data, async (file) => {
      const looked = await lookInto(file, bytes, name.data);
      if (typeof looked === 'string') return looked;
      await store({ name: name.data, file, pages: looked.pages });
      return null;
    });
  } catch (error) {
    const fault = error instanceof AppError ? faultOfCode(error.code, error.details?.reason) : undefined;
    if (fault === undefined) throw error;
    return fault;
  }
}

async function lookInto(file: UploadedFile, bytes: Buffer, name: string): Promise<{ pages: number | null } | FileFault> {
  const check = checkOf(file.mediaType);
  if (check === null) return 'other-kind';
  if (check === 'picture') return cutMetadata(bytes) === null ? 'damaged' : { pages: null };
  if (check === 'word') return { pages: null };
  const { unread, pages } = await readInThread({ path: file.path, name, contracts: [], sets: [], isOnlyOpened: true });
  return unread === null ? { pages } : faultOfReason(unread);
}

/** The fields and files of a form, as a browser sends it (`multipart/form-data`). Throws `platform/malformed` where it is none. */
export async function readForm(path: string, contentType: string): Promise<FormData> {
  try {
    return await new Response(await readFile(path), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new AppError('platform/malformed', { at: 0 });
  }
}
