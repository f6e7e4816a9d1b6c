import { isIn } from '#kernel/roles.ts';
import { defineHomePart } from '#platform/home/home-part.ts';
import { type QueryContext, subjectOf } from '#platform/query.ts';
import { pagesOf } from '#rooms/policy/index.ts';
import { canConfirm, isOpen, progressOf } from '../answers/answer.rules.ts';
import { answersOf } from '../answers/answer.store.ts';
import { linksOf } from '../links/link.store.ts';
import { allows, shownState } from '../return.rules.ts';
import { findReturn, returnsAtWork } from '../return.store.ts';
import { rolesAt } from '../return-action.ts';
import { stateOfLink } from '../return-view.ts';
import { ReturnHome } from './return-home.schema.ts';
import { turnsOf } from './return-turns.ts';
import '../permissions.ts';

type Line = ReturnHome['returns'][number];

/** What is asked of my nation and what is already known: the returns of the reader's own parties, for those who answer, check and sign them. */
export const returnHome = defineHomePart({
  name: 'return',
  group: 'writers',
  permission: 'returns:read',
  answer: ReturnHome,
  async run(context) {
    const { db } = context;
    const subject = subjectOf(context);
    const isOwn = (partyId: string) => rolesAt(subject, partyId).some((role) => isIn('writers', role));
    const rows = (await returnsAtWork(db)).filter(({ partyId }) => isOwn(partyId));
    if (rows.length === 0) return null;
    const turns = await turnsOf(context, subject, rows);
    const returns = await Promise.all(
      rows.map(async ({ id, partyId, period, due, state, label }, at): Promise<Line> => {
        const { name, turn, daysLeft } = turns[at]!;
        const answering = allows(state, 'answer') ? await answeringOf(context, id) : { progress: null, next: null, sections: [] };
        return { id, party: { id: partyId, name }, period, due, state: shownState(state, true), label, turn, daysLeft, ...answering };
      }),
    );
    const dues = returns.flatMap(({ turn }) => turn?.due ?? []);
    return {
      returns: returns.toSorted((a, b) => (a.turn?.due ?? '9').localeCompare(b.turn?.due ?? '9')),
      late: returns.filter(({ turn }) => turn?.late).length,
      next: dues.toSorted()[0] ?? null,
    };
  },
});

/** The open questions of a return that is being answered, section by section, as its page counts them. */
async function answeringOf({ db, now }: QueryContext, id: string): Promise<Pick<Line, 'progress' | 'next' | 'sections'>> {
  const [found, answers, links] = await Promise.all([findReturn(db, id), answersOf(db, id), linksOf(db, id)]);
  const byQuestion = new Map(answers.map((answer) => [answer.questionId, answer]));
  const parts = (found?.questionnaire.sections ?? []).map((section) => ({
    section,
    counts: progressOf(section.questions, byQuestion),
    open: section.questions.filter((question) => isOpen(question, byQuestion)),
  }));
  const sum = (of: keyof (typeof parts)[number]['counts']) => parts.reduce((total, { counts }) => total + counts[of], 0);
  const isKnown = (questionId: string) => canConfirm(byQuestion.get(questionId)?.known ?? null);
  const first = parts.find(({ open }) => open.length > 0);
  const question = first?.open[0];
  return {
    progress: {
      asked: sum('asked'),
      stillTrue: sum('stillTrue'),
      changed: sum('changed'),
      notKnown: sum('notKnown'),
      elsewhere: sum('elsewhere'),
      left: sum('left'),
      toConfirm: parts.flatMap(({ open }) => open).filter((one) => isKnown(one.id)).length,
    },
    next:
      first && question
        ? {
            sectionId: first.section.id,
            page: pagesOf(first.section).findIndex(({ questions }) => questions.some((one) => one.id === question.id)) + 1,
            section: first.section.title,
            left: first.counts.left,
            text: question.text,
            isKnown: isKnown(question.id),
          }
        : null,
    sections: parts.map(({ section, counts }) => {
      // The newest comes first.
      const link = links.find((one) => one.sectionId === section.id && one.withdrawnAt === null);
      return {
        id: section.id,
        title: section.title,
        asked: counts.asked,
        left: counts.left,
        who: [...section.who],
        colleague: link ? { name: link.name, state: stateOfLink(link, now), endsAt: link.endsAt.toISOString() } : null,
      };
    }),
  };
}
