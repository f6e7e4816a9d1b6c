import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { StartRefused } from '../../start-refused.ts';
import { Contents } from '../contents.ts';
import { unpackTar } from '../copy/tar.ts';

// The entries of a copied cluster. Recovery signal files and tablespace links are never among them: a server would act on them.
const ALLOWED_PATH = /^(postgres(\/.+)?|secrets\/postgres|contents\.json)$/;
const FORBIDDEN_PATH = /^postgres\/([^/]+\.signal|tablespace_map|pg_tblspc\/.+)$/;

/**
 * Writes an archive of a cluster into a folder and compares every file with its description in the archive.
 * Throws StartRefused naming the first file that is missing, unexpected or different.
 */
export async function unpackCluster(archive: AsyncIterable<Buffer>, folder: string): Promise<Contents> {
  const found = new Map<string, string>();
  for await (const { path, folder: isFolder, body } of unpackTar(archive)) {
    if (!ALLOWED_PATH.test(path) || FORBIDDEN_PATH.test(path)) throw new StartRefused(`The backup contains an unexpected file: ${path}.`);
    const target = join(folder, path);
    await mkdir(isFolder ? target : dirname(target), { recursive: true, mode: 0o700 });
    if (isFolder) continue;
    const hash = createHash('sha256');
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(target, { mode: 0o600, flags: 'wx' }),
    );
    found.set(path, hash.digest('hex'));
  }
  const contents = Contents.parse(JSON.parse(await readFile(join(folder, 'contents.json'), 'utf8').catch(() => 'null')));
  found.delete('contents.json');
  const differing = contents.files.find(({ path, sha256 }) => found.get(path) !== sha256)?.path;
  if (differing) throw new StartRefused(`${differing} is not the file that was backed up.`);
  if (found.size !== contents.files.length) throw new StartRefused('The backup contains files that its description does not name.');
  return contents;
}
