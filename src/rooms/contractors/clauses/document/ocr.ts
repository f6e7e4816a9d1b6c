import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { getResolvedPDFJS } from 'unpdf';

/** A program of this machine that reads pictures of text: tesseract. `folder` is for the pictures while it reads them. */
export type Ocr = { readonly program: string; readonly languages: string; readonly folder: string };

/** The page of pdf.js, as far as its pictures are read. */
export type PicturePage = {
  getOperatorList(of: { annotationMode: number }): Promise<{ fnArray: readonly number[]; argsArray: readonly unknown[] }>;
  readonly objs: { get(id: string, done: (found: unknown) => void): unknown };
  readonly commonObjs: { get(id: string, done: (found: unknown) => void): unknown };
};
type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array | Uint8ClampedArray };

/** The most pages of a file whose pictures are read. */
export const MOST_PICTURES = 200;
/** The longest time for the pictures of one file; pages that are not read by then stay unread. */
const PICTURES_TIMEOUT_MS = 90_000;
// A page of A3 at 600 points an inch.
const LARGEST_PICTURE = 70_000_000;
const MEMORY_KIB = 2 * 1024 * 1024;
const LANGUAGES = ['eng', 'fra'];

/** Finds tesseract with English or French on the path; null where there is none. */
export function findOcr(folder: string, path = process.env.PATH ?? ''): Ocr | null {
  const program = path
    .split(delimiter)
    .filter((part) => part !== '')
    .map((part) => join(part, 'tesseract'))
    .find(isProgram);
  if (program === undefined) return null;
  try {
    const listed = execFileSync(program, ['--list-langs'], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
    const languages = LANGUAGES.filter((language) => listed.split(/\s+/).includes(language));
    return languages.length === 0 ? null : { program, languages: languages.join('+'), folder };
  } catch {
    return null;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Writes the largest picture of a page as a file that tesseract reads. Answers whether there was one. */
export async function writePicture(page: PicturePage, path: string): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
  let largest: Picture | null = null;
  for (const [at, operator] of fnArray.entries()) {
    if (operator !== OPS.paintImageXObject && operator !== OPS.paintImageMaskXObject) continue;
    const [first] = argsArray[at] as [string | { data?: unknown }];
    const id = typeof first === 'string' ? first : first.data;
    if (typeof id !== 'string') continue;
    const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
    const found = (await new Promise<unknown>((resolve) => objects.get(id, resolve))) as Picture | null;
    if (found?.data === undefined || found.width * found.height > LARGEST_PICTURE) continue;
    if (largest === null || found.width * found.height > largest.width * largest.height) largest = found;
  }
  const file = largest === null ? null : portable(largest);
  if (file === null) return false;
  await writeFile(path, file);
  return true;
}

/** A picture as a portable bitmap, greymap or pixmap. Null where its points are of another kind. */
function portable({ width, height, data: { buffer, byteOffset, byteLength } }: Picture): Buffer | null {
  const data = Buffer.from(buffer, byteOffset, byteLength);
  const head = (kind: string, most = '255\n') => Buffer.from(`P${kind}\n${width} ${height}\n${most}`, 'latin1');
  // One bit for each point: pdf.js has 1 for white, a bitmap 1 for black.
  if (data.length === height * Math.ceil(width / 8)) return Buffer.concat([head('4', ''), Buffer.from(data.map((byte) => byte ^ 255))]);
  const points = width * height;
  if (data.length === points) return Buffer.concat([head('5'), data]);
  if (data.length === points * 3) return Buffer.concat([head('6'), data]);
  if (data.length !== points * 4) return null;
  const colours = Buffer.alloc(points * 3);
  for (let point = 0; point < points; point++) for (let part = 0; part < 3; part++) colours[point * 3 + part] = data[point * 4 + part]!;
  return Buffer.concat([head('6'), colours]);
}

/**
 * Reads pictures in one process of tesseract, with a limit of memory and time and without the settings of this one. Answers with the text of each, as far as it came.
 */
export async function readPictures({ program, languages, folder }: Ocr, paths: readonly string[]): Promise<string[]> {
  const list = join(folder, `${crypto.randomUUID()}.txt`);
  await writeFile(list, paths.join('\n'));
  const reader = spawn('/bin/sh', ['-c', `ulimit -v ${MEMORY_KIB} 2>/dev/null; exec "$0" "$@"`, program, list, 'stdout', '-l', languages], {
    env: { OMP_THREAD_LIMIT: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PICTURES_TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  let text = '';
  reader.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  const code = await new Promise((resolve) => reader.on('close', resolve).on('error', resolve));
  // Where it was ended, the last page is not whole.
  const texts = text.split('\f');
  return (code === 0 ? texts : texts.slice(0, -1)).slice(0, paths.length);
}
