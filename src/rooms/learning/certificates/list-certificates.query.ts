import { z } from 'zod';
import { offeredActions } from '#kernel/machine.ts';
import { PageQuery } from '#kernel/page.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { CERTIFICATE_MACHINE, type CertificateAction, type CertificateState, certificateState } from './certificate.rules.ts';
import { CertificatePage } from './certificate.schema.ts';
import { CERTIFICATE_SORT, certificateLines } from './certificate.store.ts';
import { signedModules } from './signed-modules.ts';
import '../permissions.ts';

/** What people of a party passed, with their certificates, latest first or in the order asked for. `number`: the beginning of service numbers. */
export const listCertificates = defineQuery({
  name: 'training/list-certificates',
  permission: 'training:revoke-certificate',
  input: PageQuery.extend({
    partyId: z.uuid(),
    module: z.string().min(1).max(40).optional(),
    number: z.string().trim().max(24).optional(),
    sort: CERTIFICATE_SORT.schema,
  }),
  answer: CertificatePage,
  party: ({ partyId }) => partyId,
  async run(context, { partyId, module, number, sort, after, limit }) {
    const { db, platform } = context;
    const subject = subjectOf(context);
    const lines = await certificateLines(db, partyId, signedModules(platform.services.courses), { sort, after, module, number }, limit + 1);
    const page = CERTIFICATE_SORT.page(sort, lines, limit, (line) => [line.passedAt.toISOString(), line.completionId]);
    const titles = new Map(platform.services.courses.modules.map(({ module }) => [module.id, module.title]));
    const named = page.items.map(({ passedAt: _at, ...line }) => ({
      ...line,
      actions: offeredActions<CertificateState, CertificateAction>(CERTIFICATE_MACHINE, certificateState(line), (permission) =>
        may(subject, permission, partyId),
      ),
      module: titles.get(line.moduleId) ?? { en: line.moduleId, fr: line.moduleId },
    }));
    return { items: named, next: page.next };
  },
});
