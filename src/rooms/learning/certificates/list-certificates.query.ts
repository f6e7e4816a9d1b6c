import { z } from 'zod';
import { keyOf, PageQuery, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { CertificatePage } from './certificate.schema.ts';
import { certificateLines } from './certificate.store.ts';
import { signedModules } from './signed-modules.ts';
import '../permissions.ts';

/** What people of a party passed, with their certificates, latest first. */
export const listCertificates = defineQuery({
  name: 'training/list-certificates',
  permission: 'training:revoke-certificate',
  input: PageQuery.extend({ partyId: z.uuid() }),
  answer: CertificatePage,
  party: ({ partyId }) => partyId,
  async run({ db, platform }, { partyId, after, limit }) {
    const key = keyOf(after, ['text', 'id']);
    const lines = await certificateLines(
      db,
      partyId,
      signedModules(platform.services.courses),
      key && { day: key[0], id: key[1] },
      limit + 1,
    );
    const titles = new Map(platform.services.courses.modules.map(({ module }) => [module.id, module.title]));
    const named = lines.map((line) => ({ ...line, module: titles.get(line.moduleId) ?? { en: line.moduleId, fr: line.moduleId } }));
    return toPage(named, limit, ({ passedOn, completionId }) => [passedOn, completionId]);
  },
});
