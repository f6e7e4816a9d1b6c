import { dayOf, plusDays } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { lockContract, partyOfContract, touchContract } from '../register/contract.store.ts';
import { longestOverride } from './longest-override.ts';
import { decideAsk } from './release.rules.ts';
import { AskOverride, OverrideAnswer } from './release.schema.ts';
import { assessRelease } from './release.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Asks a second person to let a contract be awarded, or an option exercised, without the whole clause set until a day (5f, P5f.1). */
export const askOverride = defineCommand({
  name: 'contractors/ask-override',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: AskOverride,
  answer: OverrideAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, write, subject, now, newId }, { contractId, option, reason, until, version }) {
    const stored = await lockContract(db, contractId, version);
    const today = dayOf(now);
    const { facts } = await assessRelease(db, stored, today);
    unwrap(decideAsk(facts, { option }));
    if (until < today) throw new AppError('contractors/day-is-over');
    const latest = plusDays(today, longestOverride(now));
    if (until > latest) throw new AppError('contractors/override-too-long', { day: latest });
    const id = newId();
    await change(
      db.insertInto('contractors.override').values({
        ...{ id, contract_id: contractId, party_id: stored.partyId, option_number: option, reason, until },
        ...{ asked_on: today, asked_by: subject.person },
      }),
    );
    write(touchContract(contractId, version));
    return {
      answer: { overrideId: id, version: 1 },
      entry: {
        ...{ subjectKind: 'contract', subjectId: contractId, partyId: stored.partyId },
        detail: { number: stored.number, override: id, option, until, lacking: facts.open },
      },
    };
  },
});
