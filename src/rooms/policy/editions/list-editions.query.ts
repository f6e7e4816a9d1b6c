import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { WholeEdition } from '../files/edition-content.ts';
import { readDecisions } from '../parameters/decision.store.ts';
import { differenceOf } from './difference.rules.ts';
import { hasBegun, IMPORTED_EDITION_MACHINE, type ImportedAction, type ImportedState, inForceOn } from './edition.rules.ts';
import { type ImportedEdition, ImportedEditions } from './edition.schema.ts';
import { readImported } from './imported-edition.store.ts';
import '../index.ts';
import '../permissions.ts';

type Row = Awaited<ReturnType<typeof readImported>>[number];

/** The editions imported at the desk: drafts, what is decided, what is in force, and what was withdrawn. */
export const listEditions = defineQuery({
  name: 'policy/list-editions',
  permission: 'policy:see-editions',
  input: z.strictObject({}),
  answer: ImportedEditions,
  async run(context) {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const today = dayOf(now);
    const rows = await readImported(db);
    const dated = rows.flatMap((row) => (row.state === 'scheduled' ? [{ id: row.id, fromDay: row.from_text! }] : []));
    const current = inForceOn(dated, today);
    const present = platform.services.catalogue.current;
    const decisions = await readDecisions(db, present);
    return {
      inForce: { id: present.id, since: current?.fromDay ?? null },
      editions: rows.map((row): ImportedEdition => {
        const content = WholeEdition.parse(row.content);
        const stage = stageOf(row, today, current?.id);
        const begun = hasBegun({ state: row.state, fromDay: row.from_text }, today);
        return {
          ...{ importId: row.id, editionId: row.edition_id, title: content.title, obligations: content.obligations.length },
          ...{ fileName: row.file_name, format: row.format as ImportedEdition['format'], sha256: row.file_sha256, stage },
          ...{ importedAt: row.imported_at.toISOString(), importedBy: row.importer_name, version: row.version },
          decision: row.decided_at && {
            fromDay: row.from_text!,
            consulted: {
              ...{ body: row.consulted_body!, on: row.consulted_text!, outcome: row.consulted_outcome! },
              isRegistered: row.consultation_id !== null,
            },
            ...{ reason: row.reason!, at: row.decided_at.toISOString(), by: row.decider_name ?? '' },
          },
          withdrawn: row.ended_at && { at: row.ended_at.toISOString(), by: row.ender_name ?? '', reason: row.end_reason! },
          difference: stage === 'draft' || stage === 'coming' ? differenceOf(present, content, { decisions, today }) : null,
          actions: begun
            ? []
            : offeredActions<ImportedState, ImportedAction>(IMPORTED_EDITION_MACHINE, row.state, (permission) =>
                may(subject, permission, null),
              ),
        };
      }),
    };
  },
});

function stageOf(row: Row, today: string, currentId: string | undefined): ImportedEdition['stage'] {
  if (row.state !== 'scheduled') return row.state;
  if (row.from_text! > today) return 'coming';
  return row.id === currentId ? 'in-force' : 'replaced';
}
