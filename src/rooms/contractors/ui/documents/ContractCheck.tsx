import './files.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { countPresent } from '../../documents/coverage.rules.ts';
import { Decide } from './Decide.tsx';
import type { Said } from './EnterPassage.tsx';
import { checkQuery } from './files-data.ts';
import { translateFiles } from './texts.ts';
import { toneOf } from './tone-of.ts';

type Check = AnswerOf<'/contracts/:contractId/check'>;
type Provision = Check['provisions'][number];

/** What a contract carries of its set: a mark for each provision, filled once a person confirmed it, with its quote and what differs. */
export function ContractCheck({ contractId }: { contractId: string }) {
  const t = useTranslations(translateFiles);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(checkQuery(contractId));
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  const checked = new Set(data.provisions.flatMap(({ files }) => files.map(({ documentId }) => documentId)));
  return (
    <Section
      title={t('check', { set: `${data.set.title[locale] ?? data.set.title.en}, ${data.set.version}` })}
      side={data.provisions.length > 0 && t('check.side')}
    >
      {data.documents.length === 0 ? (
        <p className="muted">{t('check.none')}</p>
      ) : (
        <>
          {data.provisions.length > 0 && (
            <>
              <p>{t('check.count', { n: data.provisions.length, present: countPresent(data.provisions) })}</p>
              <ol className="contract-provisions">
                {data.provisions.map((one) => (
                  <ProvisionLine key={one.id} provision={one} check={data} contractId={contractId} />
                ))}
              </ol>
            </>
          )}
          <h3>{t('check.files')}</h3>
          <ul>
            {data.documents.map(({ id, name, dated, unread }) => (
              <li key={id}>
                {name}{' '}
                <span className="small muted">
                  {[dated, unread && t(`unread.${unread}`), !checked.has(id) && t('check.file-unchecked')].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {data.mayManage && (
        <p className="no-print">
          <Link to="/contracts/files">{t('check.add')}</Link>
        </p>
      )}
    </Section>
  );
}

function ProvisionLine({ provision, check, contractId }: { provision: Provision; check: Check; contractId: string }) {
  const t = useTranslations(translateFiles);
  const locale = useLocale();
  const queries = useQueryClient();
  const { id, title, reference, state, confirmed, documentId, page, quote, entered, difference, wording, found, files } = provision;
  const decide = useWrite(
    (input: Said, key) => {
      const at = files.find((one) => one.documentId === (input.documentId ?? documentId))!;
      return send('POST /contract-files/:documentId/decisions', { setId: check.set.id, provision: id, ...input, ...at }, key);
    },
    {
      onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
      readAgain: () => queries.invalidateQueries({ queryKey: checkQuery(contractId).queryKey }),
    },
  );
  const document = check.documents.find((one) => one.id === documentId);
  // A newer file that has it otherwise, or was not read, decides: what a person finds in an older one changes nothing then.
  const isInAny = found === 'missing' || found === 'reference-not-resolved';
  const isPicture = page !== null && !entered && document?.ocrPages.includes(page);
  return (
    <li>
      <p className="contract-provision-head">
        <strong>{title[locale] ?? title.en}</strong> {reference !== null && <span className="small muted">{reference}</span>}
        <span className={`contract-mark ${confirmed ? 'confirmed' : ''} ${toneOf(state)}`}>
          {[t(`state.${state}`), page !== null && t('page', { page }), t(confirmed ? 'decided' : 'read')].filter(Boolean).join(', ')}
        </span>
      </p>
      {quote !== null && <blockquote lang="">{state === 'struck-out' ? <s>{quote}</s> : quote}</blockquote>}
      {wording !== null && <p className="small muted">{t('wording', { version: wording })}</p>}
      {entered && <p className="small muted">{t('entered')}</p>}
      {document !== undefined && <p className="small muted">{document.name}</p>}
      {isPicture && <p>{t('picture')}</p>}
      {found === 'by-reference' && !entered && (state === found || state === 'present') && (
        <p>{t('taken-over', { where: placeIn(difference) })}</p>
      )}
      {found === 'reference-not-resolved' && !confirmed && (
        <p>{difference === null ? t('not-resolved') : t('not-resolved.several', { files: difference.replace(/^[^:]*: /, '') })}</p>
      )}
      {difference !== null && state === 'differs-in-substance' && <p>{t('difference', { difference })}</p>}
      {decide.error && <ProblemNote error={decide.error} />}
      {check.mayManage && documentId !== null && (
        <Decide
          {...{ id, provision }}
          files={check.documents.filter((one) => one.id === documentId || (isInAny && files.some((file) => file.documentId === one.id)))}
          waiting={decide.isPending}
          onDecide={decide.mutate}
        />
      )}
    </li>
  );
}

// The check names the other document, and the page where it has pages: "in conditions.pdf, page 2".
const placeIn = (difference: string | null) => (difference ?? '').replace(/^(in|prevails:) /, '').replace(/, page (\d+)$/, ' ($1)');
