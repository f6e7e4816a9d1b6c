import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Decide } from './Decide.tsx';
import type { Said } from './EnterPassage.tsx';
import { generalQuery } from './files-data.ts';
import { translateFiles } from './texts.ts';
import { toneOf } from './tone-of.ts';

type Conditions = AnswerOf<'/general-conditions'>['conditions'][number];
type Provision = Conditions['sets'][number]['provisions'][number];

/** The general conditions of a party: what they say of the clause sets, which contracts take them over, and confirming that for all of these at once. */
export function General() {
  const t = useTranslations(translateFiles);
  const { data, error, refetch } = useQuery(generalQuery);
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  return (
    <Section title={t('general')}>
      {data.conditions.length === 0 ? (
        <p className="muted">{t('general.none')}</p>
      ) : (
        data.conditions.map((one) => <OneOfThem key={one.id} conditions={one} />)
      )}
    </Section>
  );
}

function OneOfThem({ conditions }: { conditions: Conditions }) {
  const t = useTranslations(translateFiles);
  const locale = useLocale();
  const queries = useQueryClient();
  const { id: documentId, name, title, dated, inForce, mayManage, sets, unchecked, all, contracts, waiting } = conditions;
  const done = { onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }) };
  const make = useWrite((input: { documentId: string }, key) => send('POST /contract-files/:documentId/general', input, key), done);
  const withdraw = useWrite((input: { documentId: string }, key) => send('POST /contract-files/:documentId/withdrawal', input, key), done);
  const confirm = useWrite(
    (input: { documentId: string; version: number }, key) => send('POST /contract-files/:documentId/takeovers', input, key),
    { ...done, readAgain: () => queries.invalidateQueries({ queryKey: generalQuery.queryKey }) },
  );
  const problem = make.error ?? withdraw.error ?? confirm.error;
  return (
    <article className="contract-general">
      <h3>{title ?? name}</h3>
      <p className="small muted">
        {name}
        {dated !== null && (
          <>
            {' · '}
            <DateText date={dated} />
          </>
        )}
        {' · '}
        {t(inForce ? 'general.in-force' : 'general.withdrawn')}
      </p>
      {unchecked.length > 0 && <p>{t('general.unchecked', { sets: unchecked.map((one) => one[locale] ?? one.en).join(', ') })}</p>}
      {inForce &&
        sets.map((set) => (
          <details key={set.id}>
            <summary>
              {t('general.set', {
                set: set.title[locale] ?? set.title.en,
                n: set.provisions.length,
                confirmed: set.provisions.filter(({ confirmed, state }) => confirmed && state === 'present').length,
              })}
            </summary>
            <ol className="contract-provisions">
              {set.provisions.map((one) => (
                <ProvisionOfConditions key={one.id} provision={one} setId={set.id} documentId={documentId} mayManage={mayManage} />
              ))}
            </ol>
          </details>
        ))}
      {inForce && <p>{t('general.contracts', { n: all })}</p>}
      {contracts.length > 0 && (
        <details>
          <summary>{t('general.which', { n: contracts.length })}</summary>
          <ul>
            {contracts.map(({ contractId, number, quote, taken }) => (
              <li key={contractId}>
                <Link to="/contracts/$contractId" params={{ contractId }}>
                  {number}
                </Link>{' '}
                <span className="small muted">{t('general.taken', { n: taken })}</span>
                {quote !== null && <blockquote lang="">{quote}</blockquote>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {problem && <ProblemNote error={problem} />}
      {mayManage && (
        <p className="contract-buttons no-print">
          {waiting > 0 && (
            <Button kind="main" waiting={confirm.isPending} onClick={() => confirm.mutate({ documentId, version: waiting })}>
              {t('general.confirm', { n: waiting })}
            </Button>
          )}
          {inForce ? (
            <Button waiting={withdraw.isPending} onClick={() => withdraw.mutate({ documentId })}>
              {t('general.withdraw')}
            </Button>
          ) : (
            <Button waiting={make.isPending} onClick={() => make.mutate({ documentId })}>
              {t('general.restore')}
            </Button>
          )}
        </p>
      )}
    </article>
  );
}

type Line = { provision: Provision; setId: string; documentId: string; mayManage: boolean };

function ProvisionOfConditions({ provision, setId, documentId, mayManage }: Line) {
  const t = useTranslations(translateFiles);
  const locale = useLocale();
  const queries = useQueryClient();
  const { id, title, state, confirmed, page, quote, entered, difference, version } = provision;
  const decide = useWrite(
    (said: Said, key) => send('POST /contract-files/:documentId/decisions', { setId, provision: id, version, ...said, documentId }, key),
    {
      onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
      readAgain: () => queries.invalidateQueries({ queryKey: generalQuery.queryKey }),
    },
  );
  return (
    <li>
      <p className="contract-provision-head">
        <strong>{title[locale] ?? title.en}</strong>
        <span className={`contract-mark ${confirmed ? 'confirmed' : ''} ${toneOf(state)}`}>
          {[t(`state.${state}`), page !== null && t('page', { page }), t(confirmed ? 'decided' : 'read')].filter(Boolean).join(', ')}
        </span>
      </p>
      {quote !== null && <blockquote lang="">{quote}</blockquote>}
      {entered && <p className="small muted">{t('entered')}</p>}
      {difference !== null && state === 'differs-in-substance' && <p>{t('difference', { difference })}</p>}
      {decide.error && <ProblemNote error={decide.error} />}
      {mayManage && (
        <Decide
          id={`${documentId}-${setId}-${id}`}
          provision={provision}
          files={[{ id: documentId, name: title[locale] ?? title.en }]}
          waiting={decide.isPending}
          onDecide={decide.mutate}
        />
      )}
    </li>
  );
}
