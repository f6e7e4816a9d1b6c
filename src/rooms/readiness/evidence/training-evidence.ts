import { dayOf } from '#kernel/dates.ts';
import type { Locale } from '#kernel/languages.ts';
import type { Says } from '#kernel/status.ts';
import type { CommandContext } from '#platform/command.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { currentCurriculum, type ReadModule } from '#rooms/courses/index.ts';
import { recordEvidence, recordMeasured } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { colourOf } from '../needs/training.rules.ts';
import { coverageOf, mayBeMet, percentOf, type Strength } from '../strength/strength.rules.ts';
import { translateReadiness } from '../texts.ts';

// What only staff of a body owe: Appendix 3 and clause 7.
const OF_STAFF = ['A3', '7'];
const LONGEST = 300;
const SOURCE_SHOWN = 60;
const STAFF = /^A3\./;

/**
 * The obligations that a share of this kind and origin decides by the edition; those of staff (A3, 7) at bodies only. A measured share never decides zero
 * tolerance, a ban, or whether a module is offered (P1.1, A1.1, A2.2a, A3.1). Pure except for the edition.
 */
export function obligationsOf(kind: 'EV-TRN' | 'EV-ACK', origin: 'measured' | 'declared', partyKind: string): string[] {
  return currentEdition()
    .obligations.filter(({ clause, evidence: { kinds, limits } }) => {
      const from = limits.find((limit) => limit.kind === kind)?.from;
      return kinds.includes(kind) && (from?.includes(origin) ?? true) && (partyKind === 'body' || !OF_STAFF.includes(clause));
    })
    .map(({ id }) => id);
}

/**
 * Which of these obligations a completed module supports. A module for a role supports what it carries or is about. The general module, its substitutes and
 * its refreshers support all the others. Pure except for the courses.
 */
export function obligationsOfModule(obligations: readonly string[], { module, lessons }: ReadModule): string[] {
  const forRole = (one: ReadModule['module']) => one.kind === 'specific' && one.insteadOf === undefined;
  const ofRoles = new Set(currentCurriculum().courses.flatMap((course) => (forRole(course.module) ? course.module.carries : [])));
  if (!forRole(module)) return obligations.filter((id) => !ofRoles.has(id));
  const spoken = new Set([...module.carries, ...lessons.flatMap(({ about }) => about.filter((id) => STAFF.test(id)))]);
  return obligations.filter((id) => spoken.has(id));
}

/** What a share of trained people means for the obligation: met at the target, partly met from the floor, not met below. Without people: nothing. Pure. */
export function translateShare(done: number, persons: number, limits: { target: number; floor: number }): Says | null {
  const colour = colourOf(done, persons, limits);
  return colour === null ? null : ({ green: 'met', amber: 'partly-met', red: 'not-met' } as const)[colour];
}

/** A share of people. `of`: the roster it is a share of, and the stated strength; a declared total has none, because its signer states the number. */
type Counted = {
  done: number;
  persons: number;
  day: string;
  of: { roster: number; stated: Strength | null } | null;
  /** The one module the share is about; otherwise all that is required. */
  module?: ReadModule;
  /** The rotation the share is about. It counts apart from its party and informs. */
  rotation?: string;
  /** A remark next to the share, in a language. */
  beside?: (language: Locale) => string[];
};

/**
 * Writes the figures of a board as evidence of the party: counts only, no service numbers. Measured if they were counted here, declared if a commander signed
 * a total. Writes nothing if nobody was counted. Answers the id of the item that shows the figures.
 */
export async function recordShare(
  context: CommandContext,
  kind: 'EV-TRN' | 'EV-ACK',
  party: { id: string; kind: string },
  { done, persons, day, of, module, rotation, beside = () => [] }: Counted,
): Promise<string | null> {
  const edition = currentEdition();
  const limit = (id: string) => Number(edition.parameter(id, context.now).value);
  const share = translateShare(done, persons, { target: limit('training-target'), floor: limit('training-floor') });
  const obligations = obligationsOf(kind, of === null ? 'declared' : 'measured', party.kind);
  const obligationIds = module ? obligationsOfModule(obligations, module) : obligations;
  if (share === null || obligationIds.length === 0) return null;
  const coverage = of === null || rotation !== undefined ? null : coverageOf(of.roster, of.stated);
  const capped = share === 'met' && coverage !== null && !mayBeMet(coverage) ? 'partly-met' : share;
  const strength = (language: Locale): Record<string, string | number> => {
    if (of === null || coverage === null) return {};
    if (of.stated === null) return { roster: of.roster };
    const { persons: stated, source, statedFor } = of.stated;
    return {
      roster: of.roster,
      stated,
      percent: percentOf(of.roster, of.stated),
      source: source.slice(0, SOURCE_SHOWN),
      day: formatDay(language, statedFor),
    };
  };
  const title = (language: Locale) => {
    const figure = module
      ? translateReadiness(language, 'evidence.EV-TRN.of-module', { done, persons, module: module.module.title[language] })
      : translateReadiness(language, `evidence.${kind}.title`, { done, persons });
    if (rotation !== undefined) return translateReadiness(language, 'evidence.of-rotation', { figure, rotation });
    if (coverage === null || coverage === 'within') return figure;
    return translateReadiness(language, `evidence.title.${coverage}`, { figure, ...strength(language) });
  };
  // Whole lines only, as many as fit.
  const source = (language: Locale) =>
    [
      ...(coverage === null ? [] : [translateReadiness(language, `evidence.strength.${coverage}`, strength(language))]),
      ...beside(language),
    ].reduce(
      (text, line) => (text.length + line.length + 2 > LONGEST ? text : `${text}. ${line}`),
      translateReadiness(language, `evidence.${kind}.source`),
    );
  const today = dayOf(context.now);
  const item = {
    partyId: party.id,
    editionId: edition.id,
    obligationIds,
    kind,
    says: rotation === undefined ? capped : ('informs' as const),
    title: { en: title('en'), fr: title('fr') },
    date: day > today ? today : day,
    source: { en: source('en'), fr: source('fr') },
  };
  if (of === null) return recordEvidence(context, { ...item, origin: 'declared' });
  return rotation === undefined ? recordMeasured(context, item) : recordEvidence(context, { ...item, origin: 'measured' });
}
