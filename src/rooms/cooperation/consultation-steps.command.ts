import { latestDayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { inEach } from '#kernel/languages.ts';
import { commandOf } from '#kernel/machine.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import type { EntryDraft } from '#platform/ledger/append.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { CONSULTATION_MACHINE, CONSULTING, type ConsultationAction, decideConsultation, decideDay } from './consultation.rules.ts';
import { type ConsultationRecord, findConsultation, lockConsultation, partyOfConsultation } from './consultation.store.ts';
import { ConsultationAnswer, DecideConsultation, InformConsultation } from './cooperation.schema.ts';
import { translateCooperation } from './texts.ts';
import './errors.ts';
import './permissions.ts';

/** The kind of evidence of a consultation with its effect. */
const CONSULTATION_EVIDENCE = 'EV-CONS';
const LONGEST_NOTE = 4000;

async function forAction(
  { db }: Pick<CommandContext, 'db'>,
  input: { consultationId: string; version: number },
  action: ConsultationAction,
) {
  // Nothing follows once the partner was informed, so that state needs no lock. It is read for the answer: the version is out of date.
  const found = (await lockConsultation(db, input.consultationId)) ?? (await findConsultation(db, input.consultationId));
  if (found === undefined) throw new AppError('platform/not-found');
  if (found.version !== input.version) throw new AppError('platform/stale', { current: found.version, yours: input.version });
  return { found, state: unwrap(decideConsultation(found.state, action)) };
}

function move(db: CommandContext['db'], found: ConsultationRecord, set: object) {
  return db
    .updateTable('cooperation.consultation')
    .set({ ...set, version: found.version + 1 })
    .where('id', '=', found.id)
    .where('version', '=', found.version);
}

const entryOf = ({ id, partyId, editionId, kind }: ConsultationRecord, detail: Record<string, unknown>): EntryDraft => ({
  subjectKind: 'consultation',
  subjectId: id,
  partyId,
  clauses: [currentCatalogue().edition(editionId).obligation(CONSULTING[kind]).clause],
  detail,
});

/** The result of a consultation: what was changed, or why nothing was. */
export const decideOnConsultation = defineCommand({
  ...commandOf(CONSULTATION_MACHINE, 'decide'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: DecideConsultation,
  answer: ConsultationAnswer,
  party: ({ consultationId }, db) => partyOfConsultation(db, consultationId),
  async run(context, input) {
    const { found, state } = await forAction(context, input, 'decide');
    const { changed, outcome, on } = input;
    unwrap(decideDay(on, latestDayOf(context.now), found.statedOn));
    await context.change(move(context.db, found, { state, changed, outcome, decided_on: on }), 'platform/conflict');
    return { answer: { id: found.id, state, version: found.version + 1 }, entry: entryOf(found, { changed, on }) };
  },
});

/** The consulted party was informed of the result. This closes the consultation and gives headquarters evidence that it consults (2, 5). */
export const informConsulted = defineCommand({
  ...commandOf(CONSULTATION_MACHINE, 'inform'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: InformConsultation,
  answer: ConsultationAnswer,
  party: ({ consultationId }, db) => partyOfConsultation(db, consultationId),
  async run(context, input) {
    const { db, subject } = context;
    const { found, state } = await forAction(context, input, 'inform');
    unwrap(decideDay(input.on, latestDayOf(context.now), found.decidedOn));
    await context.change(move(db, found, { state, informed_on: input.on }), 'platform/conflict');
    const party = found.consultedId === null ? undefined : (await readRegister(db, { ids: [found.consultedId] })).parties[0];
    const both = (key: 'title' | 'source') => {
      return inEach((locale) =>
        translateCooperation(locale, key, { consulted: party?.name[locale] ?? found.consultedName ?? '', changed: String(found.changed) }),
      );
    };
    const note = translateCooperation(subject.language, 'note', { statement: found.statement, outcome: found.outcome ?? '' });
    const evidenceId = recordEvidence(context, {
      partyId: found.partyId,
      editionId: found.editionId,
      obligationIds: [CONSULTING[found.kind]],
      kind: CONSULTATION_EVIDENCE,
      says: 'met',
      origin: 'declared',
      title: both('title'),
      date: input.on,
      source: both('source'),
      label: labelOfRow(found.level, found.releasableTo),
      note: note.length <= LONGEST_NOTE ? note : `${note.slice(0, LONGEST_NOTE - 1)}…`,
    });
    return {
      answer: { id: found.id, state, version: found.version + 1 },
      entry: { ...entryOf(found, { on: input.on, evidenceId }), evidenceKind: CONSULTATION_EVIDENCE },
    };
  },
});
