import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { COSIGNATURE, NoteFault, parseVerifier } from '#platform/ledger/merkle/note.ts';
import { EnrolWitness, OnWitness, WitnessAnswer } from '../log.schema.ts';
import { isOutside } from './witness-place.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Enrols a witness: from now on the log sends it each new checkpoint and stores its signature. The database refuses a second one of its name or key (witness_name,
 * witness_key): under two names one witness would count twice toward the quorum.
 */
export const enrolWitness = defineCommand({
  name: 'transparency-log/enrol-witness',
  permission: 'transparency-log:enrol',
  operational: 'installation',
  input: EnrolWitness,
  answer: WitnessAnswer,
  async run({ db, platform, subject, now, newId }, { name, vkey, url }) {
    if (!isWitnessKey(vkey)) throw new AppError('transparency-log/not-a-witness-key');
    if (!platform.exercise && !isOutside(url)) throw new AppError('transparency-log/not-outside');
    const id = newId();
    await db
      .insertInto('ledger.witness')
      .values({ id, name, vkey, url, enrolled_by: subject.person, enrolled_at: now.toISOString() })
      .execute();
    return { answer: { id }, entry: { subjectKind: 'witness', subjectId: id, partyId: null, detail: { name, vkey, url } } };
  },
});

/** Ends the enrolment of a witness. Its signatures stay. */
export const endWitness = defineCommand({
  name: 'transparency-log/end-witness',
  permission: 'transparency-log:enrol',
  operational: 'installation',
  input: OnWitness,
  answer: WitnessAnswer,
  async run({ db, change, subject, now }, { witnessId }) {
    await change(
      db
        .updateTable('ledger.witness')
        .set({ ended_by: subject.person, ended_at: now.toISOString() })
        .where('id', '=', witnessId)
        .where('ended_at', 'is', null),
    );
    return { answer: { id: witnessId }, entry: { subjectKind: 'witness', subjectId: witnessId, partyId: null, detail: {} } };
  },
});

function isWitnessKey(vkey: string): boolean {
  try {
    return parseVerifier(vkey).type === COSIGNATURE;
  } catch (error) {
    if (error instanceof NoteFault) return false;
    throw error;
  }
}
