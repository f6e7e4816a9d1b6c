import type { Origin } from '#kernel/status.ts';

// The room that leaves the evidence of a kind has a sentence of its own.
const OF_KIND = [
  'changes.measured.EV-TRN',
  'changes.measured.EV-ACK',
  'changes.measured.EV-CURR',
  'changes.measured.EV-BRF',
  'changes.measured.EV-REV',
  'changes.public-source.EV-TRTY',
] as const;
type ChangesKey = `changes.${Exclude<Origin, 'declared'>}` | (typeof OF_KIND)[number] | 'changes.office';

/**
 * The sentences that say with what an evidence item changes, where no person of its party changes it by hand, as keys of this room's texts. None for what was
 * declared: its side corrects it.
 */
export function changesWith({ origin, kind }: { origin: Origin; kind: string }): ChangesKey[] {
  if (origin === 'declared') return [];
  const own = OF_KIND.find((key) => key === `changes.${origin}.${kind}`) ?? (`changes.${origin}` as const);
  return origin === 'rated' ? [own] : [own, 'changes.office'];
}
