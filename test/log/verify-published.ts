import { dumpEntries, lineOfDump } from '#rooms/transparency-log/dump.ts';
import type { TestBed } from '#test/database/harness.ts';
import { verifyLog } from '../../tools/verify.mjs';

/** Verifies the published files with every entry, as an inspector would who has only those. Answers the verdict of tools/verify.mjs. */
export async function verifyPublished(bed: TestBed): ReturnType<typeof verifyLog> {
  const read = async (path: string) => {
    const answer = await bed.server.inject({ method: 'GET', url: `/log/${path}` });
    return answer.statusCode === 200 ? answer.rawPayload : undefined;
  };
  const lines: string[] = [];
  for await (const row of dumpEntries(bed.deployer, true)) lines.push(lineOfDump(row));
  return verifyLog({ read, entries: [Buffer.from(lines.join(''))] });
}
