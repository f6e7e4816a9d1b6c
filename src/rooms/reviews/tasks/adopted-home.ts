import { defineHomePart } from '#platform/home/home-part.ts';
import { adoptedRounds } from '../reports/snapshot.store.ts';
import { AdoptedHome } from './round-home.schema.ts';
import '../permissions.ts';

/** What was adopted and released: for the auditor, who reads nothing of a review before. */
export const adoptedHome = defineHomePart({
  name: 'adopted',
  group: 'auditors',
  permission: 'reviews:read-adopted',
  protects: 'round',
  answer: AdoptedHome,
  async run({ db }) {
    const rows = await adoptedRounds(db, 3);
    const rounds = rows.map(({ id, en, fr, adopted_at, parties }) => ({
      id,
      title: { en, fr },
      adoptedAt: adopted_at.toISOString(),
      parties,
    }));
    return { rounds, late: 0, next: null };
  },
});
