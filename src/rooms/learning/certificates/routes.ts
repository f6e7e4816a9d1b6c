import { renderSVG } from 'uqr';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { plainAddressOnly } from '#platform/http/response-cache.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { formatDay, LOCALES, type Locale } from '#platform/texts/texts.ts';
import { addressIn } from '#site/public-page.ts';
import { holderFingerprint, printedNumber, signToken } from './certificate.rules.ts';
import { CertificateNumber } from './certificate.schema.ts';
import { certificateSigner } from './certificate-keys.ts';
import { reviewClaim } from './content-review.ts';
import { getCertificate } from './get-certificate.query.ts';
import { issueCertificates } from './issue-certificates.command.ts';
import { listCertificates } from './list-certificates.query.ts';
import { getCheckingList } from './look-up-certificate.query.ts';
import { revokeCertificate } from './revoke-certificate.command.ts';
import { saidReview } from './said-review.ts';
import { translateCertificates } from './texts.ts';

const PaperQuery = z.strictObject({ lang: z.enum(LOCALES).optional() });

export const certificatesRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties/:partyId/certificates', query: listCertificates }),
  commandRoute({ url: '/desk/api/parties/:partyId/certificates', command: issueCertificates }),
  commandRoute({ url: '/desk/api/certificates/:number/revocation', command: revokeCertificate }),
  queryRoute({ url: '/verify/list.json', query: getCheckingList, cache: { keyParts: plainAddressOnly } }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/certificates/:number/certificate.pdf',
    permission: 'signed-in',
    summary: 'training/print-certificate',
    query: PaperQuery,
    async handle(platform, { token }, request, reply, query) {
      const reader = await runQuery(platform, whoPrints, { token, input: {} });
      const number = parseInput(CertificateNumber, (request.params as { number: string }).number);
      const { lang = reader.language } = query();
      const found = getCertificate.answer.parse(await runQuery(platform, getCertificate, { token, input: { number } }));
      if (found.revokedOn !== null) throw new AppError('training/already-revoked');
      const file = await certificatePdf(platform, number, found, lang, reader.name);
      const name = `${platform.exercise ? 'EXERCISE-' : ''}certificate-${number}-${lang}.pdf`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
];

/** A printable certificate: what was passed, the number, and the token as a QR code. */
function certificatePdf(
  platform: Platform,
  number: string,
  found: z.infer<typeof getCertificate.answer>,
  locale: Locale,
  printedBy: string,
) {
  const t = (key: Parameters<typeof translateCertificates>[1], values?: Record<string, string | number>) =>
    translateCertificates(locale, key, values);
  const { module } = platform.services.courses.module(found.moduleId);
  const { serviceNumber, generation, moduleId: m, moduleVersion: v, passedOn: d, validUntil: u, review } = found;
  const claims = { n: number, k: generation, m, v, d, u, r: reviewClaim(review), h: holderFingerprint(number, serviceNumber) };
  const token = signToken(claims, (bytes) => certificateSigner(platform.keys, generation).sign(bytes));
  const address = `${platform.publicUrl ?? platform.deskUrl}${addressIn({ code: locale }, '/verify')}`;
  return renderPdf({
    template: new URL('./certificate.typ', import.meta.url),
    locale,
    title: t('title'),
    label: t('label'),
    exercise: platform.exercise,
    readers: t('readers'),
    printedBy,
    printedAt: platform.clock(),
    data: {
      title: t('title'),
      lines: [t('says', { module: module.title[locale] })],
      // The token is in the fragment of the address, which a browser never sends.
      qr: renderSVG(`${address}#${token}`, { ecc: 'M', border: 4 }),
      alt: t('qr', { number: printedNumber(number) }),
      rows: [
        [t('row.number'), printedNumber(number)],
        [t('row.holder'), serviceNumber],
        [t('row.module'), `${module.id}, ${t('row.version', { version: v })}`],
        [t('row.passed'), formatDay(locale, d, 'long')],
        [t('row.review'), saidReview(locale, review)],
        [t('row.until'), u === null ? t('row.no-end') : formatDay(locale, u, 'long')],
      ],
      how: t('how', { address }),
      code: t('code'),
      // For readers without a camera, who copy the code; the page joins the lines again. A longer line would be one unbreakable word in print and would get
      // invisible breaks.
      token: token.match(/.{1,60}/g),
      note: t('note'),
    },
  });
}
