import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { vouch } from '#platform/identity/voucher.ts';
import type { Platform } from '#platform/platform.ts';

/** The purpose of a challenge: one made for one ceremony is invalid in another. */
export type Ceremony = 'register' | 'sign-in' | 'sign-up';

/** A valid challenge of this server, for this ceremony and not expired: its person, and the hash that the database stores so that it works once. */
export type Challenge = { person: string; hash: Buffer };

const LIFE_MS = 5 * 60_000;
const NO_PERSON = '00000000-0000-0000-0000-000000000000';
// 16 random bytes, 6 bytes of expiry time, 16 of the person, 16 of the server's authentication tag. Nothing is stored before the challenge is used.
const [RANDOM, TIME, PERSON, TAG] = [16, 6, 16, 16];
const BODY = RANDOM + TIME + PERSON;

type Given = Pick<Platform, 'keys' | 'pool' | 'clock'>;

/** A new challenge for one ceremony. Without a person, the passkey will identify one. Valid for five minutes. */
export async function newChallenge(platform: Given, ceremony: Ceremony, person = NO_PERSON): Promise<Uint8Array<ArrayBuffer>> {
  const body = Buffer.alloc(BODY);
  randomBytes(RANDOM).copy(body);
  body.writeUIntBE(platform.clock().getTime() + LIFE_MS, RANDOM, TIME);
  body.set(parse(person), RANDOM + TIME);
  return new Uint8Array(Buffer.concat([body, await tagOf(platform, ceremony, body)]));
}

/** Checks a returned challenge. Undefined where it is not ours, was made for another ceremony, or has expired. */
export async function readChallenge(platform: Given, ceremony: Ceremony, challenge: string): Promise<Challenge | undefined> {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== BODY + TAG) return undefined;
  const body = bytes.subarray(0, BODY);
  if (!timingSafeEqual(bytes.subarray(BODY), await tagOf(platform, ceremony, body))) return undefined;
  if (body.readUIntBE(RANDOM, TIME) <= platform.clock().getTime()) return undefined;
  return { person: stringify(body.subarray(RANDOM + TIME)), hash: createHash('sha256').update(bytes).digest() };
}

async function tagOf(platform: Given, ceremony: Ceremony, body: Buffer): Promise<Buffer> {
  return (await vouch(platform, `passkey-challenge|${ceremony}|${body.toString('hex')}`)).subarray(0, TAG);
}
