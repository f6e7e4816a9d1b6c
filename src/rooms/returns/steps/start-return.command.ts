import { dayOf } from '#kernel/dates.ts';
import { labelCovers } from '#kernel/labels.ts';
import type { Says } from '#kernel/status.ts';
import type { Database } from '#platform/db/transaction.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { currentAnswers } from '#rooms/commitments/index.ts';
import { documentOf, summariesOf, viewItems } from '#rooms/evidence/index.ts';
import { readCurrentActions } from '#rooms/nations/index.ts';
import { currentCatalogue, type Question } from '#rooms/policy/index.ts';
import { canConfirm, isValidValue, type Known, valueOfEvidence } from '../answers/answer.rules.ts';
import { insertQuestions, insertSections } from '../answers/answer.store.ts';
import { knownJoining, newestKnown } from '../answers/joining-facts.rules.ts';
import { knownTreaties } from '../answers/treaty-facts.rules.ts';
import { OnReturn } from '../return.schema.ts';
import type { ReturnRecord } from '../return.store.ts';
import { defineReturnAction, questionsOf } from '../return-action.ts';
import { translateReturnForm } from '../texts.ts';
import { lastSubmitted } from '../versions/version.store.ts';

/** Begins a return. Each question is prefilled with what evidence shows, or with the party's last answer or its joining list. Silence stays silence. */
export const startReturn = defineReturnAction('start', OnReturn, async ({ db, write }, found) => {
  const { evidence, last, joining } = await readKnown(db, found);
  const treaties = knownTreaties(await readCurrentActions(db, found.partyId), treatyWords);
  // Evidence without an answer of this type, such as a count, gives way to the last answer.
  const known = (question: Question) => {
    if (question.reads === 'treaties') return treaties;
    return newestKnown({ evidence: evidence(question), last: last(question), joining: joining(question) }, canConfirm);
  };
  const rows = found.questionnaire.sections.flatMap(({ id: sectionId, questions }) =>
    questions.map((question) => ({ sectionId, questionId: question.id, known: known(question) })),
  );
  write(
    insertSections(
      db,
      found,
      found.questionnaire.sections.map(({ id }) => id),
    ),
  );
  write(insertQuestions(found, rows));
  const count = (from: Known['from']) => rows.filter((row) => row.known?.from === from).length;
  return {
    detail: {
      asked: rows.length,
      evidence: count('evidence'),
      last: count('last'),
      register: count('register'),
      joining: count('joining'),
    },
  };
});

function treatyWords(locale: Locale, instrument: 'UNTOC' | 'TIP', status: string, day: string | null): string {
  const treaty = translateReturnForm(locale, `treaty.${instrument}`);
  const key = status === 'party' && day !== null ? 'treaty.party-since' : (`treaty.${status}` as 'treaty.party');
  return translateReturnForm(locale, key, { treaty, day: day === null ? '' : formatDay(locale, day) });
}

// Content under a narrower label than the return's is not copied into it.
async function readKnown(db: Database, { partyId, editionId, period, questionnaire, label }: ReturnRecord) {
  const edition = currentCatalogue().edition(editionId);
  const asks = questionsOf({ questionnaire }).filter(({ knows }) => knows === 'evidence');
  const summaries = (await summariesOf(db, editionId, [partyId], { within: label })).filter(({ obligationId, kind }) =>
    asks.some((question) => question.evidence === kind && question.obligations.includes(obligationId)),
  );
  const items = await viewItems(
    db,
    summaries.map(({ itemId }) => itemId),
  );
  const asksJoining = questionsOf({ questionnaire }).some((question) => question.joining);
  const facts = asksJoining ? await currentAnswers(db, editionId, [partyId]) : [];
  const before = await lastSubmitted(db, { partyId, questionnaireId: questionnaire.id, before: period, within: label });
  // Only existing files that the return may show: one may have been deleted since, or its label narrowed.
  const named = [...new Set([...(before?.answers.values() ?? [])].flatMap(({ documentId }) => documentId ?? []))];
  const documents = new Set(
    (await Promise.all(named.map((id) => documentOf(db, id)))).flatMap((one) => (one && labelCovers(label, one.label) ? one.id : [])),
  );
  return {
    joining: (question: Question): Known | null =>
      knownJoining(question, facts, label, (locale, choice) => translateReturnForm(locale, `joining.${choice}`)),
    evidence: (question: Question): Known | null => {
      if (question.knows !== 'evidence') return null;
      const summary = summaries.find(({ kind, obligationId }) => kind === question.evidence && question.obligations.includes(obligationId));
      const item = items.find(({ id }) => id === summary?.itemId);
      if (item === undefined) return null;
      const value = valueOfEvidence(question.type, item.says as Says, edition.evidenceKind(item.kind).counts);
      return { from: 'evidence', value, itemId: item.id, title: item.title, date: item.asOf ?? item.date, origin: item.origin };
    },
    last: (question: Question): Known | null => {
      const answer = before?.answers.get(question.id);
      // A question whose type changed is asked again; a document alone answers a question of any type.
      if (!before || answer === undefined || answer.choice === 'not-known') return null;
      const { value, page } = answer;
      const documentId = documents.has(answer.documentId ?? '') ? answer.documentId : null;
      if (value === null ? documentId === null : !isValidValue(question, value)) return null;
      const shown = documentId !== null && { documentId, page };
      return { from: 'last', value, itemId: null, title: null, date: dayOf(before.at), origin: 'declared', ...shown };
    },
  };
}
