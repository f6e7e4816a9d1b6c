import './release.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateFiles } from '../documents/texts.ts';
import { Money } from '../Money.tsx';
import { Gap } from './Gap.tsx';
import { Overrides } from './Overrides.tsx';
import { type Release, releaseQuery } from './release-data.ts';
import { translateReleases } from './texts.ts';

const forms = () => import('./ReleaseForms.tsx');
const AwardForm = later(() => forms().then((file) => file.AwardForm));
const AskForm = later(() => forms().then((file) => file.AskForm));
const OptionForm = later(() => forms().then((file) => file.OptionForm));

/** What a contract lacks for its award or for an option, the step that is next, its overrides and its gap. */
export function ReleaseSection({ contractId }: { contractId: string }) {
  const t = useTranslations(translateReleases);
  const { data: release, error, refetch } = useQuery(releaseQuery(contractId));
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!release) return <Skeleton rows={4} />;
  const { state, overrides, options, modifications } = release;
  if (state === 'ended' && overrides.length + options.length + modifications.length === 0) return null;
  return (
    <Section title={t(state === 'planned' ? 'award' : state === 'awarded' ? 'options' : 'past')}>
      {state !== 'ended' && <Conditions release={release} />}
      <Overrides release={release} />
      {options.length > 0 && (
        <>
          <h3>{t('options.list')}</h3>
          <ul>
            {options.map(({ number, exercisedOn, endsOn, value }) => (
              <li key={number}>
                {t('option.row', { number })}, <DateText date={exercisedOn} />, {t('option.until')} <DateText date={endsOn} />
                {value !== null && (
                  <>
                    , <Money value={value} currency={release.currency!} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Gap release={release} />
    </Section>
  );
}

function Conditions({ release }: { release: Release }) {
  const [t, tFiles, locale] = [useTranslations(translateReleases), useTranslations(translateFiles), useLocale()];
  const [open, setOpen] = useState<'award' | 'ask' | 'option'>();
  const { state, carries, next, lacking, provisions, mayAward, mayAsk, mayExercise, version } = release;
  const mayRecord = mayExercise.any || mayExercise.options.length > 0;
  const isHeld =
    carries !== 'yes' && !release.overrides.some((one) => one.state === 'in-force' && (one.option === null) === (state === 'planned'));
  const given = { release, close: () => setOpen(undefined) };
  return (
    <div className={carries === 'yes' ? 'release' : 'release is-held'}>
      <p>
        {isHeld && <b>{t(state === 'planned' ? 'held.award' : 'held.option')} </b>}
        {t(`carries.${carries}`, { lacking: lacking.length, all: provisions })}
      </p>
      {lacking.length > 0 && (
        <ul>
          {lacking.map(({ id, title, state: found }) => (
            <li key={id}>
              {title[locale] ?? title.en}{' '}
              <span className="muted small">{found === null ? t('lacking.none') : tFiles(`state.${found}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {next !== 'none' && (
        <p>
          <b>{t('next')}</b> {t(`next.${next}`)}
        </p>
      )}
      <p className="muted small">{t('not-blocked')}</p>
      {open === undefined && (
        <div className="page-actions no-print" key={version}>
          {mayAward && (
            <Button kind="main" onClick={() => setOpen('award')}>
              {t('action.award')}
            </Button>
          )}
          {mayRecord && <Button onClick={() => setOpen('option')}>{t('action.exercise-option')}</Button>}
          {mayAsk && <Button onClick={() => setOpen('ask')}>{t('ask')}</Button>}
        </div>
      )}
      {open === 'award' && <AwardForm {...given} />}
      {open === 'option' && <OptionForm {...given} />}
      {open === 'ask' && <AskForm {...given} />}
    </div>
  );
}
