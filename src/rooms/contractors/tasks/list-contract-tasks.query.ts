import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { type ContractTask, ContractTasks, type FoundTask } from './contract-task.schema.ts';
import { fileTasks } from './file-tasks.ts';
import { notifiedTasks } from './notified-tasks.ts';
import { planTasks } from './plan-tasks.ts';
import { questionTasks } from './question-tasks.ts';
import { gapTasks, overrideTasks } from './release-tasks.ts';
import { orderTasks, urgencyOf } from './task-order.rules.ts';
import { violationTasks } from './violation-tasks.ts';
import '../permissions.ts';

/** What this person is asked to do about the contracts of their party: people in danger first, then violations that are due, then what is late (5f). */
export const listContractTasks = defineQuery({
  name: 'contractors/list-contract-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: ContractTasks,
  run: async (context) => ({ tasks: (await tasksOf(context)).map(({ days: _days, ...task }) => task) }),
});

/** The same for the digests: dates and counts. A person is reminded on the days of the edition before one of these dates, and on the day after it. */
export const contractsWaiting: WaitingSource = async (context) =>
  context.subject === null ? [] : (await tasksOf(context)).map(({ due, late, days }) => ({ due, late, ...(days && { days }) }));

async function tasksOf(context: Pick<QueryContext, 'db' | 'now' | 'subject' | 'platform'>): Promise<(FoundTask & ContractTask)[]> {
  const { db, now } = context;
  const subject = subjectOf(context);
  const keeps = partiesOf(subject, 'contract-managers');
  const works = { manages: partiesOf(subject, 'violation-managers'), investigates: partiesOf(subject, 'violation-investigators') };
  const decides = partiesOf(subject, 'override-deciders');
  // Most readers keep no contracts: they cost no statement.
  const found = await Promise.all([
    keeps?.length === 0 ? [] : fileTasks(db, keeps),
    keeps?.length === 0 ? [] : gapTasks(db, keeps, dayOf(now)),
    decides?.length === 0 ? [] : overrideTasks(db, decides, { today: dayOf(now), person: subject.person }),
    keeps?.length === 0 ? [] : planTasks(db, keeps, now),
    keeps?.length === 0 ? [] : questionTasks(db, keeps, dayOf(now)),
    works.manages?.length === 0 ? [] : notifiedTasks(db, works.manages, { today: dayOf(now), locale: subject.language }),
    works.manages?.length === 0 && works.investigates?.length === 0 ? [] : violationTasks(db, works, { now, person: subject.person }),
  ]);
  return orderTasks(found.flat().map((task) => ({ ...task, urgency: urgencyOf(task, dayOf(now)) })));
}
