import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { ContractSteps } from './ContractSteps.tsx';
import { contractQuery } from './contracts-data.ts';
import { Firms } from './Firms.tsx';
import { Euros, Money } from './Money.tsx';
import { translateContracts } from './texts.ts';

const ContractDrawer = later(() => import('./ContractDrawer.tsx').then((file) => file.ContractDrawer));
const PlansOfContract = later(() => import('./plans/PlansOfContract.tsx').then((file) => file.PlansOfContract));
const ContractCheck = later(() => import('./documents/ContractCheck.tsx').then((file) => file.ContractCheck));

const ReleaseSection = later(() => import('./release/ReleaseSection.tsx').then((file) => file.ReleaseSection));

/** One contract (5f): what the register says of it, and the firms under it. */
export default function ContractPage() {
  const t = useTranslations(translateContracts);
  const { contractId = '' } = useParams({ strict: false });
  const { data: contract, error, refetch } = useQuery(contractQuery(contractId));
  const [isChanging, setChanging] = useState(false);
  const known = (value: string | null) => value ?? t('unknown');
  return (
    <>
      <PageHead
        title={contract ? `${contract.number}, ${contract.contractor}` : t('one')}
        path={<Link to="/contracts">{t('title')}</Link>}
        meta={contract ? contract.title : '\u00a0'}
        help={[t('help.1'), t('help.2'), t('help.3')]}
        actions={contract?.mayManage && <Button onClick={() => setChanging(true)}>{t('form.change')}</Button>}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !contract && <Skeleton rows={8} />}
      {contract && isChanging && <ContractDrawer stored={contract} close={() => setChanging(false)} />}
      {contract && (
        <>
          <KeyValues
            across
            items={[
              { key: 'state', name: t('fact.state'), value: t(`state.${contract.state}`) },
              {
                ...{ key: 'value', name: t('column.value') },
                value: contract.value === null ? t('unknown') : <Value contract={contract} />,
              },
              { key: 'place', name: t('fact.place'), value: known(contract.place) },
              { key: 'coverage', name: t('column.coverage'), value: t(`coverage.${contract.coverage}`) },
            ]}
          />
          {contract.actions.some(({ action }) => action === 'end') && <ContractSteps contract={contract} />}
          <ReleaseSection contractId={contract.id} />
          <ContractCheck contractId={contract.id} />
          <PlansOfContract contractId={contract.id} />
          <p className="no-print">
            <Link to="/violations" search={{ contract: contract.id }}>
              {t('violations')}
            </Link>
          </p>
          <p className="no-print">
            <Link to="/contracts/$contractId/workers" params={{ contractId: contract.id }}>
              {t('workers')}
            </Link>
          </p>
          <Section title={t('firms')}>
            <Firms contract={contract} />
            <p className="no-print">
              <Link to="/contracts/$contractId/firms" params={{ contractId: contract.id }}>
                {t('firms.pages')}
              </Link>
            </p>
          </Section>
        </>
      )}
    </>
  );
}

// The amount of the contract, and below it what it is in euros.
function Value({ contract: { value, currency, valueEur, rate, rateOn } }: { contract: AnswerOf<'/contracts/:contractId'> }) {
  return (
    <>
      <Money value={value!} currency={currency!} /> <Euros currency={currency!} valueEur={valueEur} rate={rate} rateOn={rateOn} />
    </>
  );
}
