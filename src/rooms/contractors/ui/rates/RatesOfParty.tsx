import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateContracts } from '../texts.ts';

const ratesQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['contracts', 'rates', partyId],
    queryFn: ({ signal }) => get('/contract-rates', { partyId }, signal),
  });

/** The currencies of a party's contracts with their newest rates, and how many contracts are not added up for want of one. */
export function RatesOfParty({ party }: { party: { id: string; name: string } }) {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  const { data } = useQuery(ratesQuery(party.id));
  const [recording, setRecording] = useState<string>();
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('rates.title', { party: party.name })}>
      <ul>
        {data.items.map(({ currency, contracts, day, units, source }) => (
          <li key={currency}>
            {units === null || day === null ? (
              t('rates.none', { currency, n: contracts })
            ) : (
              <>
                {t('rates.one', { currency, units: new Intl.NumberFormat(locale, { maximumFractionDigits: 8 }).format(Number(units)) })},{' '}
                <DateText date={day} />, {source}
              </>
            )}{' '}
            <Button kind="quiet" onClick={() => setRecording(currency)}>
              {t('rates.record', { currency })}
            </Button>
          </li>
        ))}
      </ul>
      {recording !== undefined && <RateDrawer key={recording} party={party} currency={recording} close={() => setRecording(undefined)} />}
    </Section>
  );
}

function RateDrawer({ party, currency, close }: { party: { id: string; name: string }; currency: string; close: () => void }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const save = useWrite(
    (rate: { day: string; units: string; source: string; reason?: string }, key) =>
      send('POST /contract-rates', { partyId: party.id, currency, ...rate }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['contracts'] });
        close();
      },
    },
  );
  const labels = { units: t('rates.units', { currency }), day: t('rates.day'), source: t('rates.source'), reason: t('rates.reason') };
  const { faults, form } = usePlainForm({
    labels,
    optional: ['reason'],
    problem: save.error,
    send: ({ units, day, source, reason }) =>
      save.mutate({
        ...{ units: units.trim().replace(',', '.'), day, source: source.trim() },
        ...(reason.trim() !== '' && { reason: reason.trim() }),
      }),
  });
  return (
    <Drawer about={`rate ${currency}`} path={party.name} title={t('rates.record', { currency })} close={close}>
      <form {...form}>
        <p className="muted small">{t('rates.says', { currency })}</p>
        <ErrorSummary faults={faults} />
        <TextField id="units" name="units" label={labels.units} error={faults.of('units')} inputMode="decimal" aria-required />
        <TextField id="day" name="day" type="date" label={labels.day} error={faults.of('day')} aria-required />
        <TextField
          id="source"
          name="source"
          label={labels.source}
          hint={t('rates.source-hint')}
          error={faults.of('source')}
          maxLength={300}
          aria-required
        />
        <TextField
          id="reason"
          name="reason"
          label={labels.reason}
          hint={t('rates.reason-hint')}
          error={faults.of('reason')}
          maxLength={300}
        />
        <FormFoot action={t('rates.save')} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
