import type { WorkCalendar } from '#rooms/parties/index.ts';
import { pagesOf, type QuestionnaireSection } from '#rooms/policy/index.ts';
import type { AnswerRecord } from './answers/answer.store.ts';
import type { ProvisionView } from './answers/provisions/provision.schema.ts';
import type { ProvisionRecord } from './answers/provisions/provision.store.ts';
import type { Release } from './answers/release.rules.ts';
import { askedAs, type TreatyStates } from './answers/treaty-facts.rules.ts';
import type { LinkRecord } from './links/link.store.ts';
import type { AnswerView, LinkView, SectionView } from './return.schema.ts';
import { clausesOf } from './return-action.ts';
import { dayOfClock } from './views/return-turn.rules.ts';

/** A section as it is asked. */
export function viewSection(
  section: QuestionnaireSection,
  of: { editionId: string; treaties: TreatyStates },
  about: { yours: boolean; release: Release },
): SectionView {
  const questions = section.questions.map(({ partyTo, ...question }) => {
    const why = partyTo === undefined ? null : askedAs(partyTo, of.treaties);
    return { ...question, ...(why && { askedAs: why }) };
  });
  const pages = pagesOf(section).map((page) => ({ title: page.title, questions: page.questions.map(({ id }) => id) }));
  return { ...section, ...about, questions, pages, clauses: clausesOf(of.editionId, section.questions) };
}

/** An answer as its party sees it; `names` are those of people and links. */
export function viewAnswer(row: AnswerRecord, names: ReadonlyMap<string, string>): AnswerView {
  const { by, byLink, at, sectionId: _section, ...answer } = row;
  return { ...answer, by: names.get(by ?? byLink ?? '') ?? null, at: at?.toISOString() ?? null };
}

/** A provision as its party sees it; `names` are those of people and links. */
export function viewProvision({ by, byLink, at, ...row }: ProvisionRecord, names: ReadonlyMap<string, string>): ProvisionView {
  return { ...row, by: names.get(by ?? byLink ?? '') ?? '', at: at.toISOString() };
}

/** A link as shown to the people who issued it; `days`: how long a colleague has to accept it. */
export function viewLink(link: LinkRecord, now: Date, calendar: WorkCalendar, days: number): LinkView {
  const { id, sectionId, name, uses } = link;
  const { due, late } = dayOfClock(calendar, link.createdAt, days, now);
  const state = stateOfLink(link, now);
  return {
    id,
    sectionId,
    name,
    uses,
    endsAt: link.endsAt.toISOString(),
    lastUse: link.lastUse?.toISOString() ?? null,
    state,
    acceptBy: state === 'sent' ? due : null,
    waits: state === 'sent' && late,
  };
}

export function stateOfLink(link: LinkRecord, now: Date): LinkView['state'] {
  if (link.withdrawnAt !== null) return 'withdrawn';
  if (link.handedBackAt !== null) return 'handed-back';
  if (link.endsAt <= now) return 'over';
  return link.acceptedAt === null ? 'sent' : 'accepted';
}
