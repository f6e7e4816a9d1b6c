import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { vouch } from '#platform/identity/voucher.ts';
import type { Platform } from '#platform/platform.ts';

/** What a challenge is asked for: one made for one ceremony is worth nothing in another. */
export type Ceremony = 'register' | 'sign-in' | 'sign-up';

/** A challenge that was ours, for this ceremony and still in time: for whom it was made, and what the database keeps so that it works once. */
export type Challenge = { person: string; hash: Buffer };

const LIFE_MS = 5 * 60_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';
// 16 random bytes, 6 of the moment it runs out, 16 of the person, 16 of the program's own mark. Nothing of it is stored before it is used.
const [RANDOM, TIME, PERSON, MARK] = [16, 6, 16, 16];
const BODY = RANDOM + TIME + PERSON;

type Given = Pick<Platform, 'keys' | 'pool' | 'clock'>;

/** A fresh challenge for one ceremony of one person, or of whoever it will turn out to be. Good for five minutes. */
export async function newChallenge(platform: Given, ceremony: Ceremony, person = NOBODY): Promise<Uint8Array<ArrayBuffer>> {
  const body = Buffer.alloc(BODY);
  randomBytes(RANDOM).copy(body);
  body.writeUIntBE(platform.clock().getTime() + LIFE_MS, RANDOM, TIME);
  body.set(parse(person), RANDOM + TIME);
  return new Uint8Array(Buffer.concat([body, await markOf(platform, ceremony, body)]));
}

/** Reads a challenge that came back. Undefined where it was not ours, was made for something else, or has run out. */
export async function readChallenge(platform: Given, ceremony: Ceremony, challenge: string): Promise<Challenge | undefined> {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== BODY + MARK) return undefined;
  const body = bytes.subarray(0, BODY);
  if (!timingSafeEqual(bytes.subarray(BODY), await markOf(platform, ceremony, body))) return undefined;
  if (body.readUIntBE(RANDOM, TIME) <= platform.clock().getTime()) return undefined;
  return { person: stringify(body.subarray(RANDOM + TIME)), hash: createHash('sha256').update(bytes).digest() };
}

async function markOf(platform: Given, ceremony: Ceremony, body: Buffer): Promise<Buffer> {
  return (await vouch(platform, `passkey-challenge|${ceremony}|${body.toString('hex')}`)).subarray(0, MARK);
}
