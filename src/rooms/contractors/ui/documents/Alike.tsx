import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { sampleQuery } from './files-data.ts';
import { PassageText, plainText } from './PassageText.tsx';
import { translateFiles } from './texts.ts';

type Item = AnswerOf<'/contract-drops/:dropId/sample'>['items'][number];

const keyOf = ({ documentId, provision }: Item) => `${documentId} ${provision}`;

/** The passages of a drop that read exactly like the set: a person reads a sample drawn at random, then confirms all of them together. */
export function Alike({ dropId }: { dropId: string }) {
  const t = useTranslations(translateFiles);
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(sampleQuery(dropId));
  const confirm = useWrite(
    (input: { dropId: string; version: number }, key) => send('POST /contract-drops/:dropId/confirmation', input, key),
    {
      onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
      readAgain: () => refetch(),
    },
  );
  // The server deletes the text around a quote with the decision. While the page is open, what was read stays where it is.
  const read = useRef(new Map<string, Item['passage']>());
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data || data.waiting === 0) return null;
  for (const one of data.items) if (one.passage !== null) read.current.set(keyOf(one), one.passage);
  const items = data.items.map((one) => ({ ...one, passage: one.passage ?? read.current.get(keyOf(one)) ?? null }));
  const unread = items.filter(({ decided }) => decided === null);
  const refused = items.filter(({ decided }) => decided !== null && decided !== 'present');
  return (
    <Section title={t('alike')}>
      <p>{t('alike.waiting', { n: data.waiting })}</p>
      <p>{t('alike.sample', { n: unread.length })}</p>
      <p className="small muted">{t('alike.around')}</p>
      <SameWordings items={items} />
      {confirm.error && <ProblemNote error={confirm.error} />}
      {refused.length > 0 && <p>{t('alike.refused', { n: refused.length })}</p>}
      {unread.length + refused.length === 0 && (
        <Button kind="main" waiting={confirm.isPending} onClick={() => confirm.mutate({ dropId, version: data.waiting })}>
          {t('alike.confirm', { n: data.waiting })}
        </Button>
      )}
    </Section>
  );
}

// What is the same in several contracts is read once. Of a decided passage only the quote is left, which may be cut.
const textOf = ({ passage, quote }: Item) => {
  const quoted = passage?.find((paragraph) => paragraph.quoted);
  return (quoted && plainText(quoted)) ?? quote ?? '';
};
const isCut = (text: string) => text.endsWith('…');
function wordingsOf(items: readonly Item[]): Map<Item, string> {
  const whole = items.filter((one) => one.passage !== null);
  const wordingOf = (item: Item) => {
    const beginning = textOf(item).replace(/…$/, '');
    const same = whole.find((one) => one.provision === item.provision && textOf(one).startsWith(beginning));
    return item.passage === null && same ? textOf(same) : textOf(item);
  };
  return new Map(items.map((one) => [one, wordingOf(one)]));
}

/** The passages by wording: each wording once, then for each contract the text around it. */
function SameWordings({ items }: { items: readonly Item[] }) {
  const locale = useLocale();
  const titleOf = ({ title }: Item) => title[locale] ?? title.en;
  const wordingOf = wordingsOf(items);
  const keyOfWording = (one: Item) =>
    `${one.provision} ${wordingOf.get(one)}${isCut(wordingOf.get(one)!) && one.passage !== null ? keyOf(one) : ''}`;
  const wordings = [...Map.groupBy(items, keyOfWording)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const shown = new Map(items.map((one) => [wordingOf.get(one)!, titleOf(one)]));
  return wordings.map(([key, same]) => (
    <article key={key} className="contract-same">
      <h3>{titleOf(same[0]!)}</h3>
      <blockquote lang="">{wordingOf.get(same[0]!)}</blockquote>
      <ul className="contract-sample">
        {same.map((one) => (
          <SampleLine key={keyOf(one)} item={one} shown={shown} />
        ))}
      </ul>
    </article>
  ));
}

function SampleLine({ item, shown }: { item: Item; shown: ReadonlyMap<string, string> }) {
  const t = useTranslations(translateFiles);
  const queries = useQueryClient();
  const { documentId, setId, provision, version, passage, contractId, number, page, decided } = item;
  // The button that was pressed is gone after a decision.
  const outcome = useRef<HTMLParagraphElement>(null);
  const before = useRef(decided);
  useEffect(() => {
    if (before.current !== decided) outcome.current?.focus();
    before.current = decided;
  }, [decided]);
  const decide = useWrite(
    ({ isIt }: { isIt: boolean | null }, key) =>
      send('POST /contract-files/:documentId/decisions', { documentId, setId, provision, version, isIt }, key),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }) },
  );
  return (
    <li>
      <p>
        <Link to="/contracts/$contractId" params={{ contractId }}>
          {number}
        </Link>{' '}
        <span className="small muted">{page !== null && t('page', { page })}</span>
      </p>
      {passage !== null && <PassageText passage={passage} quote={null} shown={shown} />}
      {decide.error && <ProblemNote error={decide.error} />}
      {decided === null ? (
        <p className="contract-buttons no-print" ref={outcome} tabIndex={-1}>
          <Button waiting={decide.isPending} onClick={() => decide.mutate({ isIt: true })}>
            {t('yes')}
          </Button>
          <Button waiting={decide.isPending} onClick={() => decide.mutate({ isIt: false })}>
            {t('no')}
          </Button>
        </p>
      ) : (
        <p className="contract-buttons small" ref={outcome} tabIndex={-1}>
          {t(decided === 'present' ? 'alike.yes' : 'alike.no')}
          <Button kind="quiet" waiting={decide.isPending} onClick={() => decide.mutate({ isIt: null })}>
            {t('undo-decision')}
          </Button>
        </p>
      )}
    </li>
  );
}
