import type { Locale } from '#kernel/languages.ts';
import type { Sheet } from '#platform/documents/workbook/workbook.ts';
import type { ContractSample } from './sample.schema.ts';
import { translateSample } from './texts.ts';

/** The sheets of the evidence of a sample: how it was drawn, the contracts, what was found of each provision, and the numbers to draw from again. Pure. */
export function evidencePack(sample: ContractSample, locale: Locale): Sheet[] {
  const t = (key: Parameters<typeof translateSample>[1]) => translateSample(locale, key);
  const { rule, by, party, checkpoint, of, frame, strata, contracts } = sample;
  const fact = (key: Parameters<typeof translateSample>[1], value: string | number) => [t(key), value];
  const column = (key: Parameters<typeof translateSample>[1], width: number) => ({ header: t(key), width });
  const wordOf = (state: ContractSample['contracts'][number]['provisions'][number]['evidence'][number]['state'] | null) =>
    state === null ? t('not-decided') : t(`state.${state}`);
  return [
    {
      ...{ name: t('draw'), heading: t('draw'), notes: [t('again.1'), t('again.2'), t('again.3'), t('again.4'), t('again.5')] },
      columns: [column('head.what', 36), column('head.value', 70)],
      rows: [
        ...(party === null ? [] : [fact('party', `${party.name[locale] ?? party.name.en} (${party.code})`)]),
        ...[fact('rule', rule), fact('by', t(`by.${by}`)), fact('log', checkpoint.origin), fact('checkpoint', checkpoint.day)],
        ...[
          fact('size', checkpoint.size),
          fact('root', checkpoint.root),
          fact('running', of),
          fact('drawn', contracts.length),
          fact('frame', frame),
        ],
        ...strata.map(({ key, numbers, drawn }) => [key, translateSample(locale, 'of-stratum', { drawn, of: numbers.length })]),
      ],
    },
    {
      ...{ name: t('contracts'), heading: t('contracts') },
      columns: [
        column('head.stratum', 20),
        column('head.number', 20),
        column('head.title', 40),
        column('head.contractor', 36),
        column('head.set', 24),
      ],
      rows: contracts.map(({ stratum, number, title, contractor, setId }) => [stratum, number, title, contractor, setId]),
    },
    {
      ...{ name: t('found'), heading: t('found'), notes: [t('found.note')] },
      columns: [
        ...[
          column('head.number', 20),
          column('head.provision', 40),
          column('head.state', 24),
          column('head.decided', 24),
          column('head.page', 8),
        ],
        ...[column('head.quote', 60), column('head.entered', 14), column('head.file', 30), column('head.sha256', 66)],
        ...[column('head.from', 30), column('head.from-sha256', 66), column('head.by', 28), column('head.on', 14)],
      ],
      rows: contracts.flatMap(({ number, provisions }) =>
        provisions.flatMap(({ title, evidence }) => {
          const name = title[locale] ?? title.en;
          if (evidence.length === 0) return [[number, name, t('not-checked'), ...Array<null>(10).fill(null)]];
          return evidence.map(({ state, decided, page, quote, entered, file, sha256, from, by: person, at }) => [
            ...[number, name, wordOf(state), wordOf(decided), page, quote, entered ? t('yes') : null, file, sha256],
            ...[from?.file ?? null, from?.sha256 ?? null, person, at === null ? null : at.slice(0, 10)],
          ]);
        }),
      ),
    },
    {
      ...{ name: t('numbers'), heading: t('numbers'), notes: [t('numbers.note')] },
      columns: [column('head.stratum', 20), column('head.number', 30)],
      rows: strata.flatMap(({ key, numbers }) => numbers.map((number) => [key, number])),
    },
  ];
}
