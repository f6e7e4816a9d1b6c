import { dayOf } from '#kernel/dates.ts';
import type { Says } from '#kernel/status.ts';
import type { CommandContext } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { colourOf } from '../readiness/training.rules.ts';
import { sayTraining } from '../texts.ts';

const CLAUSES = ['1', '5d', 'A1', 'A2', 'A3'];

/** The duties under the clauses of training that a kind of evidence speaks for; those of staff (A3) at bodies alone. Pure but for the edition. */
export function dutiesOf(kind: 'EV-TRN' | 'EV-ACK', partyKind: string): string[] {
  return currentEdition()
    .obligations.filter(
      ({ clause, evidence }) => CLAUSES.includes(clause) && (clause !== 'A3' || partyKind === 'body') && evidence.kinds.includes(kind),
    )
    .map(({ id }) => id);
}

/** What a share of people trained says of the duty: at the target met, from the floor on partly, below it not. Nobody, nothing. Pure. */
export function sayShare(done: number, persons: number, limits: { target: number; floor: number }): Says | null {
  const colour = colourOf(done, persons, limits);
  return colour === null ? null : ({ green: 'met', amber: 'partly-met', red: 'not-met' } as const)[colour];
}

type Counted = {
  done: number;
  persons: number;
  day: string;
  origin: 'arose' | 'declared';
  about?: string;
  /** What is said beside the share, in a language. */
  beside?: (language: 'en' | 'fr') => string[];
};

/**
 * Writes what a board says as evidence of the party: counts alone, no number of anybody. `arose` where it was counted here, `declared` where a commander signed a
 * total. Says nothing where nobody was counted.
 */
export function recordShare(
  context: CommandContext,
  kind: 'EV-TRN' | 'EV-ACK',
  party: { id: string; kind: string },
  { done, persons, day, origin, about = '', beside = () => [] }: Counted,
): string | null {
  const edition = currentEdition();
  const limit = (id: string) => Number(edition.parameter(id).value);
  const says = sayShare(done, persons, { target: limit('training-target'), floor: limit('training-floor') });
  const obligationIds = dutiesOf(kind, party.kind);
  if (says === null || obligationIds.length === 0) return null;
  const word = (language: 'en' | 'fr', what: 'title' | 'source') =>
    [sayTraining(language, `evidence.${kind}.${what}`, { done, persons, about }), ...(what === 'source' ? beside(language) : [])]
      .join('. ')
      .slice(0, 300);
  const today = dayOf(context.now);
  return recordEvidence(context, {
    partyId: party.id,
    editionId: edition.id,
    obligationIds,
    kind,
    says,
    origin,
    title: { en: word('en', 'title'), fr: word('fr', 'title') },
    date: day > today ? today : day,
    source: { en: word('en', 'source'), fr: word('fr', 'source') },
  });
}
