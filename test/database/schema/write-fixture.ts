import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { exportMembers } from '#app/backup/copy/logical.ts';
import { packTar } from '#app/backup/copy/tar.ts';
import { fillExercise } from '#app/exercise/fill.ts';
import { newPasswords } from '#app/exercise/open-accounts.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { onInstallation } from '../../bench/installation.ts';
import { ROOT } from '../../source-tree.ts';

// Writes the fixture of this version: an export of the exercise, all of it invented. Written anew until the version is released, then kept for good.
const TODAY = '2026-11-24';
const file = join(ROOT, 'test/fixtures/schema', `${manifest.version}.tar.zst`);
await onInstallation(async ({ platform, deployer }) => {
  await fillExercise({ platform: { ...platform, exercise: true }, deployer, passwords: newPasswords(), today: TODAY });
  await deployer.query('reset role');
  await pipeline(
    Readable.from(packTar(exportMembers(deployer, true, () => {}))),
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 19 } }),
    createWriteStream(file),
  );
});
console.log(file);
