import { dayOf } from '#kernel/dates.ts';
import type { Locale } from '#kernel/languages.ts';
import type { CommandContext } from '#platform/command.ts';
import { findExcluded, recordEvidence, viewItems, withdrawMany } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import type { Question } from '#rooms/policy/index.ts';
import { isAsked } from '../answers/answer.rules.ts';
import { answersOf, releasesOf } from '../answers/answer.store.ts';
import { citedIn, provisionsFor } from '../answers/provisions/provision.rules.ts';
import type { Provision } from '../answers/provisions/provision.schema.ts';
import { provisionsOf } from '../answers/provisions/provision.store.ts';
import { OnReturn } from '../return.schema.ts';
import { type ReturnRecord, stepsOf } from '../return.store.ts';
import { defineReturnAction, questionsOf } from '../return-action.ts';
import { translateReturnForm } from '../texts.ts';
import { checkReturn } from './checked-return.ts';
import { type ItemOfReturn, itemsOf, type SubmittedAnswer, type SubmittedCheck, type SubmittedSection } from './submission.rules.ts';
import { insertVersion, insertVersionSections, versionsOf } from './version.store.ts';
import { hashVersion } from './version-hash.ts';

/** Submits a signed return: an immutable version with its hash, and an evidence item for each obligation it covers. */
export const submitReturn = defineReturnAction('submit', OnReturn, async (context, found) => {
  const { db, change, subject, now } = context;
  const answers = new Map((await answersOf(db, found.id)).map((row) => [row.questionId, row]));
  const currentAnswers = questionsOf(found).flatMap((question) => {
    const row = answers.get(question.id);
    if (!row?.choice || !isAsked(question, answers)) return [];
    const { questionId, choice, value, note, documentId, page, known } = row;
    return [{ questionId, choice, value, note, documentId, page, known }];
  });
  const releases = await releasesOf(db, found.id);
  const { failed, explanations } = await checkReturn(db, found, now);
  const cited = citedIn(await provisionsOf(db, found), found.period);
  const sections = found.questionnaire.sections.map(({ id, questions }): SubmittedSection => {
    const asked = new Set(questions.map((question) => question.id));
    const submittedAnswers = currentAnswers
      .filter(({ questionId }) => asked.has(questionId))
      .map(({ known: _known, ...answer }): SubmittedAnswer => answer);
    const checks = failed.flatMap(({ check, figures }): SubmittedCheck[] => {
      const explanation = explanations.get(check.id)?.text;
      return asked.has(check.sum[0]) && explanation !== undefined ? [{ id: check.id, ...figures, explanation }] : [];
    });
    const provisions = questions
      .filter((question) => isAsked(question, answers))
      .flatMap((question) => provisionsFor(question, cited))
      .map(({ id: _row, period: _period, by: _by, byLink: _link, at: _at, ...provision }): Provision => provision);
    return {
      id,
      release: releases.get(id) ?? 'reviewers',
      answers: submittedAnswers,
      ...(checks.length > 0 && { checks }),
      ...(provisions.length > 0 && { provisions }),
    };
  });
  const steps = await stepsOf(db, found.id);
  const signed = steps.findLast(({ action }) => action === 'sign');
  const number = found.submittedVersion + 1;
  const versions = await versionsOf(db, found.id);
  const items = itemsOf(questionsOf(found), new Map(currentAnswers.map((answer) => [answer.questionId, answer])));
  const itemIds = items.map(() => context.newId());
  const about = {
    returnId: found.id,
    partyId: found.partyId,
    editionId: found.editionId,
    questionnaire: { id: found.questionnaire.id, version: found.questionnaire.version, sha256: found.questionnaireSha256 },
    period: found.period,
    number,
    previous: versions.at(-1)?.sha256 ?? null,
    signed: {
      name: signed?.signer_name ?? '',
      capacity: signed?.signer_capacity ?? '',
      ...(signed?.document_id && { documentId: signed.document_id }),
    },
    submittedAt: now.toISOString(),
  };
  const hashed = hashVersion(about, sections);
  // Inserted while the return is still signed: afterwards the database accepts no more sections.
  await change(insertVersion(db, { of: found, number, head: hashed.head, sha256: hashed.sha256, at: now, by: subject.person, itemIds }));
  const releaseOf = new Map(sections.map(({ id, release }) => [id, release]));
  const released = hashed.sections.map((one) => ({ ...one, release: releaseOf.get(one.sectionId) ?? 'reviewers' }));
  await change(insertVersionSections(db, found, number, released));
  // An amended return replaces what it declared for its own period, and nothing that was declared since: it keeps the date of its first version.
  await withdrawBefore(context, found, versions.at(-1)?.item_ids ?? [], number);
  const written = await recordItems(
    context,
    found,
    items.map((item, at) => ({ ...item, id: itemIds[at]! })),
    { number, sha256: hashed.sha256, letter: signed?.document_id ?? null, day: dayOf(versions[0]?.submitted_at ?? now), cited },
  );
  return {
    submittedVersion: number,
    evidenceKind: 'EV-NREP',
    detail: { number, sha256: hashed.sha256, items: written, signed: about.signed },
  };
});

/** Withdraws the evidence of the version before, as far as it still counts or would count again if its purge is refused. */
async function withdrawBefore(context: CommandContext, found: ReturnRecord, itemIds: readonly string[], number: number): Promise<void> {
  const counting = (await viewItems(context.db, itemIds))
    .filter(({ state }) => state === 'submitted' || state === 'purge-requested')
    .map(({ id }) => id);
  withdrawMany(context, counting, translateReturnForm(context.subject.language, 'replaced', { period: found.period, number }));
}

async function recordItems(
  context: CommandContext,
  found: ReturnRecord,
  items: readonly (ItemOfReturn & { id: string })[],
  version: { number: number; sha256: string; letter: string | null; day: string; cited: readonly Provision[] },
): Promise<string[]> {
  const { db, subject, platform } = context;
  const edition = platform.services.catalogue.edition(found.editionId);
  const party = (await readRegister(db, { ids: [found.partyId] })).parties[0]?.name ?? { en: '', fr: '' };
  const source = (locale: Locale) =>
    translateReturnForm(locale, 'source', {
      party: party[locale],
      period: found.period,
      number: version.number,
      hash: version.sha256.slice(0, 12),
    });
  const questions = new Map(questionsOf(found).map((question) => [question.id, question]));
  const line = ({ questionId, value, note, page }: SubmittedAnswer) => {
    const asked = questions.get(questionId)!;
    const words = asked.options?.flatMap((option) => ([value].flat().includes(option.id) ? option.text[subject.language] : [])) ?? [];
    const listed = asked.type === 'extent' || asked.type === 'yes-no' || (asked.type === 'tally' && value === 'nil');
    const answerText =
      listed && value !== null
        ? translateReturnForm(subject.language, `value.${value as 'yes'}`)
        : words.join(', ') || String(value ?? '–');
    return [asked.text[subject.language], answerText, note, page].filter(Boolean).join(' | ');
  };
  return items.map(({ id, obligationId, kind, says, answers }) => {
    // The document most of its answers name. An evidence item shows one file, and each answer gives its own page. The signed letter is used where no answer
    // names a document.
    const documentId = mostNamed(answers.flatMap((answer) => answer.documentId ?? [])) ?? version.letter;
    // The law first: the text of an item is limited, and what is cut off is read in the return.
    const law = answers.flatMap(({ questionId }) => lawLine(questions.get(questionId)!, version.cited, subject.language));
    const note = [...law, ...answers.map(line)].join('\n');
    const item = {
      partyId: found.partyId,
      editionId: found.editionId,
      obligationIds: [obligationId],
      kind,
      // Nobody chose the status of an answer, so one that the obligation does not accept is not refused: it informs, and hides nothing that counts.
      says: findExcluded({ kind, says, obligationIds: [obligationId] }, edition).length > 0 ? ('informs' as const) : says,
      origin: 'declared' as const,
      // The party chose the readers of each section. Its note holds the answers, and its file opens with it.
      opensWithRound: false,
      title: edition.obligation(obligationId).title,
      date: version.day,
      label: found.label,
      source: { en: source('en'), fr: source('fr') },
      note: note.length > 4000 ? `${note.slice(0, 3999)}…` : note,
      ...(documentId !== null && { documentId }),
    };
    return recordEvidence(context, item, { id });
  });
}

/** The provisions that carry out the article of a question, in one line; none where none is recorded. */
function lawLine(question: Question, cited: readonly Provision[], locale: Locale): string[] {
  const named = provisionsFor(question, cited).map(({ law, paragraph }) => `${law}, ${paragraph}`);
  if (named.length === 0 || question.article === undefined) return [];
  const { instrument, number } = question.article;
  return [translateReturnForm(locale, 'form.law-for', { instrument, article: number, law: named.join('; ') })];
}

function mostNamed(ids: readonly string[]): string | null {
  const times = Map.groupBy(ids, (id) => id);
  return [...times.keys()].sort((a, b) => times.get(b)!.length - times.get(a)!.length)[0] ?? null;
}
