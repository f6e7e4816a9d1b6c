import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { offers } from '#kernel/machine.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { type Caller, fileRoute, partyOf, type Route } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { LOCALES, pickLocale } from '#platform/texts/texts.ts';
import { FileName, withUploadedFile } from '#rooms/evidence/index.ts';
import { FormBack, type ReturnView } from '../return.schema.ts';
import { partyOfReturn } from '../return.store.ts';
import { translateReturnForm } from '../texts.ts';
import { getReturn } from '../views/get-return.query.ts';
import { planForm } from './form.rules.ts';
import { formDocument, formWorkbook } from './form-files.ts';
import { planLaw } from './form-law.rules.ts';
import { readForm } from './form-reading.ts';

const FORMATS = {
  xlsx: { make: formWorkbook, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  docx: { make: formDocument, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
} as const;
const Wanted = z.strictObject({ format: z.enum(['xlsx', 'docx']), lang: z.enum(LOCALES).optional() });
const Named = z.strictObject({ name: FileName });
const FORM = '/desk/api/returns/:returnId/form';

/** The answers of a return belong to its party alone until submission, in a form as on the page. */
async function ownReturn(platform: Platform, { token }: Caller, params: unknown): Promise<ReturnView> {
  const { returnId } = params as { returnId: string };
  const view = (await runQuery(platform, getReturn, { token, input: { returnId } })) as ReturnView;
  if (view.answers === null) throw new AppError('platform/not-allowed');
  if (view.answers.length === 0) throw new AppError('returns/not-in-this-state', { state: view.state, action: 'answer' });
  return view;
}

/** The return as a form to fill in elsewhere, and a preview of what a returned form would change. Nothing is stored here: the desk shows the preview first. */
export const formRoutes: Route[] = [
  fileRoute({
    method: 'GET',
    url: FORM,
    permission: 'returns:answer',
    summary: 'returns/return-form',
    query: Wanted,
    async handle(platform, caller, request, reply, query) {
      const reader = await runQuery(platform, whoPrints, { token: caller.token, input: {} });
      const view = await ownReturn(platform, caller, request.params);
      const { format, lang = reader.language } = query();
      const frame = {
        locale: lang,
        title: translateReturnForm(lang, 'form.title', { period: view.period, party: view.party.name[lang] }),
        label: labelWords(lang, view.label),
        exercise: platform.exercise,
        readers: translateReturnForm(lang, 'form.readers', { party: view.party.name[lang] }),
        printedBy: reader.name,
        printedAt: platform.clock(),
      };
      const { make, type } = FORMATS[format];
      const file = await make({ view, sha256: view.sha256, frame });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}return-${view.period}-${lang}.${format}`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type(type).send(file);
    },
  }),
  fileRoute({
    method: 'POST',
    url: FORM,
    permission: 'returns:answer',
    party: partyOf(z.strictObject({ returnId: z.uuid() }), ({ returnId }, db) => partyOfReturn(db, returnId)),
    summary: 'returns/look-at-form',
    upload: { input: Named.extend({ returnId: z.uuid() }), answer: FormBack },
    async handle(platform, caller, request): Promise<FormBack> {
      const view = await ownReturn(platform, caller, request.params);
      if (!offers(view.actions, 'answer')) throw new AppError('returns/not-in-this-state', { state: view.state, action: 'answer' });
      const { name } = parseInput(Named, request.query);
      if (platform.diskIsLow()) throw new AppError('platform/disk-full');
      if (!(request.body instanceof Readable)) throw new AppError('platform/wrong-type');
      return withUploadedFile(platform, request.body, name, async ({ path, mediaType, sha256 }) => {
        const { properties, said, law } = await readForm(path, mediaType, { returnId: view.id, sha256: view.sha256 });
        const { changes, troubles, same, missing } = planForm(view, said, properties);
        const locale = pickLocale(request.headers['accept-language']);
        const inWords = troubles.map(({ questionId, code, details, said: words }) => ({
          questionId,
          message: translateReturnForm(locale, `error.${code}` as 'error.returns/not-asked', details as Record<string, string>),
          said: [...words],
        }));
        const planned = planLaw(view, law);
        const ofLaw = planned.troubles.map(({ questionId, place, code, details, said: words }) => {
          const message = translateReturnForm(locale, `error.${code}` as 'error.returns/not-asked', details as Record<string, string>);
          return {
            questionId,
            message: place === null ? message : translateReturnForm(locale, 'form.law-row', { row: place, message }),
            said: [...words],
          };
        });
        return { form: sha256, changes: [...changes], troubles: [...inWords, ...ofLaw], law: planned.changes, same, missing: [...missing] };
      });
    },
  }),
];
