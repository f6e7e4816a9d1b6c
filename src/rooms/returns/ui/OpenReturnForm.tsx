import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { useReturnWrite } from './returns-data.ts';
import { translateReturns } from './texts.ts';

// Kinds of party that have a questionnaire in some edition; the server refuses the others.
const RETURNING: readonly string[] = ['nation', 'body', 'operation'];

/** Asks a party for its return of a year; `?round=` links it to a review round. */
export function OpenReturnForm() {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const session = useSession();
  const navigate = useNavigate();
  const [{ round, party: wanted }] = useAddress();
  const parties = useQuery(allPartiesQuery());
  const [partyId, setParty] = useState<string>();
  const [period, setPeriod] = useState(String(new Date().getUTCFullYear()));
  const [due, setDue] = useState('');
  const [label, setLabel] = useState(LOWEST);
  const [tried, setTried] = useState(false);
  const open = useReturnWrite(
    ({ party, ...body }: { party: string; period: string; due: string | null; roundId: string | null; label: RecordLabel }, key) =>
      send('POST /parties/:partyId/returns', { partyId: party, ...body }, key),
    ({ id }) => navigate({ to: '/returns/$returnId', params: { returnId: id } }),
  );
  if (parties.isPending) return <Skeleton rows={4} />;
  if (parties.error) return <ProblemNote error={parties.error} />;
  const mine = parties.data.filter((one) => RETURNING.includes(one.kind) && can(session, 'returns:open', one.id));
  const chosen = partyId ?? wanted ?? (mine.length === 1 ? mine[0]!.id : '');
  const wrong = {
    party: chosen === '' ? t('open.party-needed') : undefined,
    period: /^(19|20)\d\d$/.test(period) ? undefined : t('open.year-needed'),
  };
  const submit = () => {
    setTried(true);
    if (!wrong.party && !wrong.period) open.mutate({ party: chosen, period, due: due === '' ? null : due, roundId: round ?? null, label });
  };
  return (
    <form
      className="panel form return-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SelectField
        label={t('open.party')}
        error={tried ? wrong.party : undefined}
        value={chosen}
        onChange={(event) => setParty(event.target.value)}
      >
        <option value="">{t('open.choose')}</option>
        {mine.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name[locale]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('open.year')}
        error={tried ? wrong.period : undefined}
        inputMode="numeric"
        maxLength={4}
        value={period}
        onChange={(event) => setPeriod(event.target.value)}
      />
      <TextField label={t('open.due')} hint={t('open.due-hint')} type="date" value={due} onChange={(event) => setDue(event.target.value)} />
      {chosen !== '' && <LabelFields partyId={chosen} value={label} onChange={setLabel} />}
      <FormFoot action={t('list.open')} waiting={open.isPending} error={open.error} />
    </form>
  );
}
