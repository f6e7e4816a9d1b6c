import { z } from 'zod';
import { offeredActions } from '#kernel/machine.ts';
import { keyOf, PageQuery, toPage } from '#kernel/page.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { CERTIFICATE_MACHINE, type CertificateAction, type CertificateState, certificateState } from './certificate.rules.ts';
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
  async run(context, { partyId, after, limit }) {
    const { db, platform } = context;
    const subject = subjectOf(context);
    const key = keyOf(after, ['text', 'id']);
    const lines = await certificateLines(
      db,
      partyId,
      signedModules(platform.services.courses),
      key && { day: key[0], id: key[1] },
      limit + 1,
    );
    const titles = new Map(platform.services.courses.modules.map(({ module }) => [module.id, module.title]));
    const named = lines.map((line) => ({
      ...line,
      actions: offeredActions<CertificateState, CertificateAction>(CERTIFICATE_MACHINE, certificateState(line), (permission) =>
        may(subject, permission, partyId),
      ),
      module: titles.get(line.moduleId) ?? { en: line.moduleId, fr: line.moduleId },
    }));
    return toPage(named, limit, ({ passedOn, completionId }) => [passedOn, completionId]);
  },
});
