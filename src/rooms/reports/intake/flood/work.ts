import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, joinBytes, utf8 } from '../../crypto/bytes.ts';
import type { SendReport } from '../intake.schema.ts';
import { SHARE_BITS, WORK_SHARES } from './shares.ts';

/** What the server asks for above the quota of a channel: the hour (UTC, counted from 1970) and the challenge of that hour. The same for every caller. */
export type Challenge = { readonly hour: number; readonly challenge: string };

/** The hash of everything that is sent of a report, work and filler excepted. Work is done for one report, and for no other. */
export function envelopeHash({ channel, report, manifest, body, wraps, mailbox, danger, container }: Omit<SendReport, 'work'>): Bytes {
  const { idHash, verifyKey, letter } = mailbox;
  const keys = wraps.map(({ reader, bytes }) => [reader, bytes]);
  const files = container === undefined ? [] : [container.bytes, container.ticketHash];
  const sent = [channel, report, manifest, body, keys, idHash, verifyKey, letter, danger, files];
  return new Uint8Array(sha256(utf8(JSON.stringify(sent))));
}

/** Finds a number for each share: SHA-256 of challenge and envelope (hashed), share and number begins with enough zero bits. Synchronous: run it in a worker. */
export function solveWork(challenge: Uint8Array, envelope: Uint8Array): number[] {
  // 40 bytes fit into one block of SHA-256.
  const block = joinBytes(sha256(joinBytes(challenge, envelope)), new Uint8Array(8));
  const numbers = new DataView(block.buffer);
  return Array.from({ length: WORK_SHARES }, (_, share) => {
    numbers.setUint32(32, share + 1);
    for (let tried = 0; ; tried += 1) {
      numbers.setUint32(36, tried);
      const hash = sha256(block);
      if (((hash[0]! << 8) | hash[1]!) >> (16 - SHARE_BITS) === 0) return tried;
    }
  });
}
