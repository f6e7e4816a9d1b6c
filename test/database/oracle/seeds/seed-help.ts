import { randomUUID } from 'node:crypto';
import { canary, type Party, type Rows, TODAY, type World } from '../world.ts';

/** A nation's lists of people who can help: a published place with numbers in every state, and a place that is not published. */
export function seedHelp(_world: World, { id, kind, author: by }: Party): Rows {
  if (kind !== 'nation') return [];
  const places = [true, false].map((published) => ({
    ...{ id: randomUUID(), party_id: id, country_id: id, zone: 'UTC', slug: `${published ? 'open' : 'kept'}-${id.slice(0, 8)}` },
    ...{ name_en: `Place ${canary()}`, name_fr: `Lieu ${canary()}`, recorded_at: TODAY, recorded_by: by, version: 1 },
    ...(published && { published_at: TODAY, published_by: by }),
  }));
  const entry = (place: 0 | 1, result: string | null, answered: boolean, retired = false) => ({
    ...{ id: randomUUID(), place_id: places[place]!.id, party_id: id, kind: 'medical', phone: '+44 1632 960100', languages: ['en'] },
    ...{ name_en: `Name ${canary()}`, name_fr: `Nom ${canary()}`, about_en: `About ${canary()}`, about_fr: `Sur ${canary()}` },
    ...{ source: `Source ${canary()}`, recorded_at: TODAY, recorded_by: by, version: 1 },
    ...{ tested_on: result && '2026-01-02', tested_as: result && `Function ${canary()}`, test_result: result },
    answered_on: answered ? '2026-01-01' : null,
    ...(retired && { retired_at: TODAY, retired_by: by, retired_reason: `Closed ${canary()}` }),
  });
  return [
    ['reports.help_place', places],
    [
      'reports.help_entry',
      [
        entry(0, 'answered', true),
        entry(0, 'no-answer', true),
        entry(0, 'no-answer', false),
        entry(0, 'wrong-number', true),
        entry(0, null, false),
        entry(0, 'answered', true, true),
        entry(1, 'answered', true),
      ],
    ],
  ];
}
