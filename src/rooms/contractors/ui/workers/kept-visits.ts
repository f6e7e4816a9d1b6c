import { deleteRecord, findRecords, type KeptRecord, keepRecord } from '#rooms/reports/ui/entry/kept-records.ts';
import { get, type InputOf, send } from '#web/client/api.ts';
import { isTemporary } from '#web/client/problem.ts';

/** A photograph that was redrawn, base64, with the client key under which it is sent. */
export type WrittenPhoto = { readonly key: string; readonly picture: string };
/** A visit as it is sent. `id` is its client key: sent again, it is recorded once. */
export type WrittenVisit = {
  readonly id: string;
  readonly visit: Omit<InputOf<'POST /contracts/:contractId/site-visits'>, 'contractId'>;
  readonly photos: readonly WrittenPhoto[];
};

/** The key of this page, which encrypts what is kept. The phone stores `wrapped` alone, which only the server unwraps. */
export type KeepingKey = { readonly key: CryptoKey; readonly wrapped: string };
/** Whose visits, and under which contract. */
export type Owner = { readonly person: string; readonly contractId: string };
/** A visit that waits on this phone; `written` null: it cannot be opened now. */
export type WaitingVisit = { readonly kept: KeptRecord; readonly written: WrittenVisit | null };

/** Fetches a new key, or that of what was kept. Null where this browser cannot encrypt, as over an unsafe line. Throws Problem. */
export async function fetchKey(contractId: string, wrapped?: string): Promise<KeepingKey | null> {
  if (globalThis.crypto?.subtle === undefined) return null;
  const answer = await get('/contracts/:contractId/site-visit-key', { contractId, wrapped });
  const bytes = Uint8Array.from(atob(answer.key), (sign) => sign.charCodeAt(0));
  return { key: await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']), wrapped: answer.wrapped };
}

const NONCE_BYTES = 12;
const placeOf = (contractId: string) => `site-visit:${contractId}`;
// What is kept for one person and contract opens as no other.
const boundTo = ({ person, contractId }: Owner, id: string) => new TextEncoder().encode(`${person} ${contractId} ${id}`);

/** Keeps a visit on this phone, encrypted, in place of an earlier one of its id. Throws where this browser keeps nothing. */
export async function keepVisit(owner: Owner, { key, wrapped }: KeepingKey, written: WrittenVisit): Promise<void> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const how = { name: 'AES-GCM', iv: nonce, additionalData: boundTo(owner, written.id) };
  const encrypted = await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(written)));
  await keepRecord({ report: written.id, place: placeOf(owner.contractId), person: owner.person, wrapped, nonce, encrypted });
}

/** The visits that a person keeps here, opened with the key of the page, else with their own where the server answers it. */
export async function findVisits(owner: Owner, own: KeepingKey | null): Promise<WaitingVisit[]> {
  const kept = await findRecords(placeOf(owner.contractId), owner.person);
  return Promise.all(kept.map(async (one) => ({ kept: one, written: await openVisit(owner, own, one).catch(() => null) })));
}

async function openVisit(owner: Owner, own: KeepingKey | null, { report, wrapped, nonce, encrypted }: KeptRecord) {
  const opened = own?.wrapped === wrapped ? own : await fetchKey(owner.contractId, wrapped);
  if (opened === null) return null;
  const how = { name: 'AES-GCM', iv: nonce, additionalData: boundTo(owner, report) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, opened.key, encrypted))) as WrittenVisit;
}

/**
 * Sends a visit and then its photographs, each under its own client key: whatever was lost on the way, what is sent again has one effect. `onRecorded`: the visit is
 * recorded, photographs may still follow. Throws Problem, and the rest is sent by another call.
 */
export async function sendVisit(contractId: string, { id, visit, photos }: WrittenVisit, onRecorded: () => void): Promise<void> {
  const { visitId } = await send('POST /contracts/:contractId/site-visits', { contractId, ...visit }, id);
  onRecorded();
  for (const { key, picture } of photos) await send('POST /site-visits/:visitId/photos', { visitId, picture }, key);
}

/** What became of the visits that waited: how many were received, and why the others were not, by their id. */
export type SentVisits = { readonly received: number; readonly refused: ReadonlyMap<string, unknown> };

/** Sends visits that waited, one after the other. What was received whole is deleted here; what was not stays, with the reason. */
export async function sendWaiting(owner: Owner, own: KeepingKey | null, waiting: readonly WaitingVisit[]): Promise<SentVisits> {
  const refused = new Map<string, unknown>();
  let received = 0;
  for (const { kept, written } of waiting) {
    try {
      const opened = written ?? (await openVisit(owner, own, kept));
      if (opened === null) throw new TypeError('This browser cannot decrypt.');
      await sendVisit(owner.contractId, opened, () => {});
      received += 1;
      // Where it cannot be deleted it is still here at the next visit; sent again it counts once.
      await deleteRecord(kept.report).catch(() => undefined);
    } catch (error) {
      refused.set(kept.report, error);
      // Without a network none of the others arrives either.
      if (isTemporary(error)) break;
    }
  }
  return { received, refused };
}

/** Deletes visits that wait here. */
export async function deleteVisits(ids: readonly string[]): Promise<void> {
  for (const id of ids) await deleteRecord(id).catch(() => undefined);
}
