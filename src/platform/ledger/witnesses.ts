import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import {
  type EnrolledWitness,
  readHead,
  readLastSigned,
  readWitnesses,
  storeCosignature,
  storeWitnessFault,
  tilesAt,
  type WitnessFault,
} from './log-store.ts';
import { COSIGNATURE, checkSignatures, parseNote, parseVerifier } from './merkle/note.ts';
import { consistencyProof } from './merkle/tree.ts';
import { signatureIsDue, signNow } from './publish-log.ts';

/** How long an outside check may take to answer, and when one that did not sign is asked again. */
const [WAIT_TIMEOUT_MS, RETRY_MS] = [5_000, 10_000];

type Checkpoint = { size: number; note: string };
type Answer = { line: string } | { knownSize: number } | { fault: WitnessFault };

/** Signs the log where that is due, and sends the checkpoint to every outside check that has not signed it yet. Without outside checks, nothing is signed. */
export function witnessRound(platform: Platform): () => Promise<void> {
  const { pool, clock, keys } = platform;
  const retryAt = new Map<string, number>();
  return async () => {
    if (!keys.isHeld) return;
    const witnesses = await readWitnesses(pool);
    if (witnesses.length === 0) return;
    if (signatureIsDue(await readHead(pool, null), clock())) await signNow(platform);
    const newest = await readLastSigned(pool);
    if (!newest) return;
    const waiting = witnesses.filter(({ id, size }) => size !== newest.size && (retryAt.get(id) ?? 0) <= performance.now());
    await Promise.all(
      waiting.map(async (witness) => {
        if (!(await submitToWitness(platform, witness, newest))) retryAt.set(witness.id, performance.now() + RETRY_MS);
      }),
    );
  };
}

/** Sends the checkpoint to one outside check and stores its answer. Returns whether it signed. */
export async function submitToWitness(platform: Platform, witness: EnrolledWitness, newest: Checkpoint): Promise<boolean> {
  const { pool, clock } = platform;
  const proofFrom = (size: number) => consistencyProof(tilesAt(pool, newest.size), size, newest.size);
  const submitFrom = async (known: number) => submit(witness, newest, known, await proofFrom(known));
  let answer = witness.size > newest.size ? ({ knownSize: witness.size } as const) : await submitFrom(witness.size);
  // It may have signed a later size than this log has recorded for it: its last answer was lost, or this log was restored from a backup.
  if ('knownSize' in answer && answer.knownSize <= newest.size) answer = await submitFrom(answer.knownSize);
  if ('line' in answer) {
    const { line } = answer;
    await runJob(platform, 'maintain-log', (client) => storeCosignature(client, witness.id, newest.size, line, clock()));
    return true;
  }
  const fault = 'fault' in answer ? answer.fault : 'forked';
  await runJob(platform, 'maintain-log', (client) => storeWitnessFault(client, witness.id, fault, clock()));
  return false;
}

async function submit(witness: EnrolledWitness, { note }: Checkpoint, known: number, proof: readonly Buffer[]): Promise<Answer> {
  const body = `old ${known}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
  try {
    const url = `${witness.url.replace(/\/$/, '')}/add-checkpoint`;
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(WAIT_TIMEOUT_MS), redirect: 'error' });
    const text = (await response.text()).slice(0, 20_000);
    if (response.status === 200) return readCosignature(witness, note, text);
    if (response.status === 409 && /^\d{1,15}\n$/.test(text)) return { knownSize: Number(text) };
    return { fault: response.status === 422 ? 'forked' : 'refused' };
  } catch {
    return { fault: 'unreachable' };
  }
}

/** The signature line of this witness, if it is valid; its other lines are ignored. */
function readCosignature(witness: EnrolledWitness, note: string, lines: string): Answer {
  try {
    const verifier = parseVerifier(witness.vkey);
    const cosigned = parseNote(note + lines);
    const line = cosigned.signatures.find(({ name, keyId }) => name === verifier.name && keyId.equals(verifier.keyId));
    const isValid =
      verifier.type === COSIGNATURE && checkSignatures({ ...cosigned, signatures: line ? [line] : [] }, [verifier]).length === 1;
    return isValid ? { line: line!.line } : { fault: 'refused' };
  } catch {
    return { fault: 'refused' };
  }
}
