import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { isIn } from '#kernel/roles.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { documentOf } from '#rooms/evidence/index.ts';
import { calendarsOf } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import type { Elsewhere } from '#rooms/policy/index.ts';
import { answersOf, releasesOf } from '../answers/answer.store.ts';
import { explanationsOf } from '../answers/explanation.store.ts';
import { provisionsOf } from '../answers/provisions/provision.store.ts';
import { findPendingRelease } from '../labels/label.store.ts';
import { linksOf } from '../links/link.store.ts';
import { mayAnswer, RETURN_MACHINE, type ReturnAction, type ReturnState, shownState } from '../return.rules.ts';
import { ReturnView } from '../return.schema.ts';
import { findReturn, partyOfReturn, stepsOf } from '../return.store.ts';
import { questionOf, rolesAt } from '../return-action.ts';
import { viewAnswer, viewLink, viewProvision, viewSection } from '../return-view.ts';
import { checksOf, referencesOf } from '../versions/checked-return.ts';
import { versionsOf } from '../versions/version.store.ts';
import { returnClocks, turnsOf } from './return-turns.ts';
import '../permissions.ts';

/** One return. Its party gets all of it, headquarters and its reviewers get submitted versions. */
export const getReturn = defineQuery({
  name: 'returns/get-return',
  permission: 'returns:read',
  input: z.strictObject({ returnId: z.uuid() }),
  answer: ReturnView,
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run(context, { returnId }) {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const found = await findReturn(db, returnId);
    if (found === undefined) throw new AppError('platform/not-found');
    const roles = rolesAt(subject, found.partyId);
    const isOwn = roles.some((role) => isIn('writers', role));
    const [answers, releases, links, steps, versions, [own], calendar, references, explanations, provisions] = await Promise.all([
      answersOf(db, returnId),
      releasesOf(db, returnId),
      linksOf(db, returnId),
      stepsOf(db, returnId),
      versionsOf(db, returnId),
      turnsOf(context, subject, [found]),
      calendarsOf(db, [found.partyId]),
      isOwn ? referencesOf(db, found, now) : new Map<string, number | null>(),
      explanationsOf(db, returnId),
      provisionsOf(db, found),
    ]);
    const people = [
      ...answers.map(({ by }) => by),
      ...steps.map((step) => step.person_id),
      ...versions.map((one) => one.submitted_by),
      ...explanations.map(({ by }) => by),
      ...provisions.map(({ by }) => by),
    ];
    const names = new Map([
      ...(await namesOf(db, [...new Set(people.filter((id) => id !== null))])),
      ...links.map(({ id, name }) => [id, name] as const),
    ]);
    const shown = answers.flatMap(({ documentId, known }) => [documentId, known?.documentId ?? null]);
    const documentIds = [...new Set([...shown, ...steps.map((step) => step.document_id)])].filter((id) => id !== null);
    const documents = await Promise.all(documentIds.map((id) => documentOf(db, id)));
    const { sections, title, intro } = found.questionnaire;
    return {
      id: found.id,
      party: { id: found.partyId, name: own!.name },
      title,
      intro,
      period: found.period,
      due: found.due,
      state: shownState(found.state, isOwn),
      since: found.since.toISOString(),
      submittedVersion: found.submittedVersion,
      label: found.label,
      turn: own!.turn,
      labelRequest: (await findPendingRelease(db, found)) ?? null,
      version: found.version,
      sha256: found.questionnaireSha256,
      isOwn,
      statusPublic: found.statusPublic,
      actions: offeredActions<ReturnState, ReturnAction>(RETURN_MACHINE, found.state, (permission) =>
        may(subject, permission, found.partyId),
      ),
      sections: sections.map((section) =>
        viewSection(section, found, { yours: mayAnswer(section, roles), release: releases.get(section.id) ?? 'reviewers' }),
      ),
      answers: isOwn ? answers.map((row) => viewAnswer(row, names)) : null,
      documents: documents.flatMap((one) => (one?.name ? [{ id: one.id, name: one.name }] : [])),
      elsewhere: isOwn ? platform.services.catalogue.edition(found.editionId).elsewhere(found.questionnaire.id).map(copied) : [],
      links: links.map((link) => viewLink(link, now, calendar(found.partyId), returnClocks(context).acceptance)),
      steps: steps.map((step) => ({
        action: step.action,
        at: step.at.toISOString(),
        by: names.get(step.person_id) ?? '',
        signer: step.signer_name === null ? null : { name: step.signer_name, capacity: step.signer_capacity ?? '' },
        letter: step.document_id,
        note: step.note,
      })),
      checks: checksOf(found).map((check) => {
        const one = explanations.find(({ checkId }) => checkId === check.id);
        return {
          check,
          sectionId: questionOf(found, check.sum[0]).section.id,
          reference: references.get(check.id) ?? null,
          explanation: one
            ? { text: one.text, left: one.left, right: one.right, by: names.get(one.by) ?? '', at: one.at.toISOString() }
            : null,
        };
      }),
      provisions: provisions.map((row) => viewProvision(row, names)),
      versions: versions.map((one) => ({
        number: one.number,
        sha256: one.sha256,
        submittedAt: one.submitted_at.toISOString(),
        by: names.get(one.submitted_by) ?? '',
      })),
    };
  },
});

const copied = ({ parts, ...review }: Elsewhere['reviews'][number]) => ({
  ...review,
  parts: parts.map((part) => ({ ...part, questions: [...part.questions] })),
});
