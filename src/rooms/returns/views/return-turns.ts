import { isIn, type Role } from '#kernel/roles.ts';
import { may, type Subject } from '#platform/identity/subject.ts';
import type { QueryContext } from '#platform/query.ts';
import { calendarsOf, dayIn, ownerKindsOn, readRegister, USUAL_CALENDAR } from '#rooms/parties/index.ts';
import type {} from '#rooms/policy/index.ts';
import { answersOf } from '../answers/answer.store.ts';
import { allows } from '../return.rules.ts';
import type { ReturnRecord } from '../return.store.ts';
import { findReturn } from '../return.store.ts';
import { rolesAt } from '../return-action.ts';
import { daysTo, type ReturnClocks, type ReturnTurn, rolesAwaited, turnOf } from './return-turn.rules.ts';

type Found = Pick<ReturnRecord, 'id' | 'partyId' | 'state' | 'since' | 'due'>;

/** The edition's time limits for a return, in days. */
export function returnClocks({ platform, now }: Pick<QueryContext, 'platform' | 'now'>): ReturnClocks {
  const days = (id: string) => Number(platform.services.catalogue.current.parameter(id, now).value);
  return { clearance: days('return-clearance'), check: days('return-check'), acceptance: days('section-acceptance') };
}

/** This reader's next command in each of these returns, with the days until its due date and the names of their parties, which are read anyway. */
export async function turnsOf(context: Pick<QueryContext, 'db' | 'now' | 'platform'>, subject: Subject, rows: readonly Found[]) {
  const { db, now } = context;
  const ids = [...new Set(rows.map(({ partyId }) => partyId))];
  const own = subject.grants.find(({ role }) => isIn('office', role))?.party ?? null;
  const [{ parties, operations }, calendar] = await Promise.all([
    readRegister(db, { ids }),
    calendarsOf(db, own === null ? ids : [...ids, own]),
  ]);
  const known = new Map(parties.map((party) => [party.id, party]));
  const clocks = returnClocks(context);
  const awaited = await awaitedIn(context, subject, rows);
  return rows.map((row): { name: { en: string; fr: string }; turn: ReturnTurn | null; daysLeft: number | null } => {
    const party = known.get(row.partyId);
    const rest = calendar(row.partyId);
    const owed = party !== undefined && ownerKindsOn(party, operations, dayIn(rest.zone, now)).includes('ally');
    const office = own === null ? USUAL_CALENDAR : calendar(own);
    return {
      name: party?.name ?? { en: '', fr: '' },
      turn: turnOf(row, { roles: rolesAt(subject, row.partyId), may: (permission) => may(subject, permission, row.partyId) }, clocks, {
        party: { calendar: rest, owed },
        office,
        now,
        awaited: awaited.get(row.id) ?? [],
      }),
      daysLeft: daysTo(rest, row.due, owed && row.state !== 'returned', now),
    };
  });
}

// Read only where the result depends on it: for returns being answered, and a subject who answers a section but does not sign.
async function awaitedIn({ db }: Pick<QueryContext, 'db'>, subject: Subject, rows: readonly Found[]): Promise<Map<string, Role[]>> {
  const isColleague = ({ state, partyId }: Found) => {
    const roles = rolesAt(subject, partyId);
    return allows(state, 'answer') && roles.some((role) => isIn('writers', role)) && !roles.some((role) => isIn('signers', role));
  };
  const found = await Promise.all(
    rows.filter(isColleague).map(async ({ id }) => {
      const [row, answers] = await Promise.all([findReturn(db, id), answersOf(db, id)]);
      const byQuestion = new Map(answers.map((answer) => [answer.questionId, answer]));
      return [id, row === undefined ? [] : rolesAwaited(row.questionnaire.sections, byQuestion)] as const;
    }),
  );
  return new Map(found);
}
