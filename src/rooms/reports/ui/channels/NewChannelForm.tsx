import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { FileForHolder } from '../worker/channel-protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { useChannelWrite } from './channels-data.ts';
import { HeldFiles } from './keys/HeldFiles.tsx';
import { translateChannels } from './texts.ts';

type Fields = { partyId: string; slug: string; nameEn: string; nameFr: string };
type Given = Fields & { operationId?: string; parentId?: string };
type Key = { publicKey: string; files: readonly FileForHolder[] };
type Listed = AnswerOf<'/channels'>;

const SLUG = /^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/;

const TEXTS = [
  { name: 'nameEn', hint: undefined, maxLength: 80 },
  { name: 'nameFr', hint: undefined, maxLength: 80, lang: 'fr' },
  { name: 'slug', hint: 'new.slug-hint', maxLength: 40, autoCapitalize: 'off' },
] as const;

/** A new channel: what it is called, then its key, which goes to two holders and never to the server. */
export function NewChannelForm({ channels, close }: { channels: Listed; close: () => void }) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const session = useSession();
  const navigate = useNavigate();
  const parties = useQuery(allPartiesQuery());
  const [given, setGiven] = useState<Given | null>(null);
  const [key, setKey] = useState<Key | null>(null);
  const [kept, setKept] = useState(false);
  const [failed, setFailed] = useState<Error | null>(null);
  const create = useChannelWrite(
    ({ partyId, operationId, parentId, slug, nameEn, nameFr }: Given, clientKey) =>
      send(
        'POST /channels',
        {
          ...{ partyId, operationId: operationId || null, parentId: parentId || null, slug },
          ...{ name: { en: nameEn.trim(), fr: nameFr.trim() }, firstKey: key!.publicKey },
        },
        clientKey,
      ),
    ({ id }) => void navigate({ to: '/channels/$channelId', params: { channelId: id } }),
  );
  const labels = { partyId: t('new.party'), slug: t('new.slug'), nameEn: t('new.name-en'), nameFr: t('new.name-fr') };
  const { faults, form } = usePlainForm<keyof Fields>({
    labels,
    problem: failed,
    check: ({ slug }) => (SLUG.test(slug) ? {} : { slug: t('new.slug-unfit') }),
    send: (values) => {
      setGiven(values);
      setFailed(null);
      readerKeys.call('makeChannelKey', { language: locale }).then(setKey, setFailed);
    },
  });
  const own = (parties.data ?? []).filter(({ id, kind }) => kind !== 'partner' && can(session, 'reports:keep-channel', id));
  const operations = (parties.data ?? []).filter(({ kind }) => kind === 'operation');
  if (given !== null && key !== null)
    return (
      <section className="panel form" aria-label={t('new.key')}>
        <h3>{t('new.key')}</h3>
        <HeldFiles channel={given.slug} files={key.files} onKept={() => setKept(true)} />
        {create.error && <ProblemNote error={create.error} />}
        {kept && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              create.mutate(given);
            }}
          >
            <FormFoot action={t('new.create')} waiting={create.isPending} close={close} />
          </form>
        )}
      </section>
    );
  return (
    <form {...form} className="panel form" aria-label={t('new.title')}>
      <ErrorSummary faults={faults} />
      <SelectField id="partyId" name="partyId" label={labels.partyId} error={faults.of('partyId')}>
        {own.map(({ id, name }) => (
          <option key={id} value={id}>
            {name[locale]}
          </option>
        ))}
      </SelectField>
      <SelectField id="operationId" name="operationId" label={t('new.operation')} hint={t('new.operation-hint')}>
        <option value="">{t('new.none')}</option>
        {operations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name[locale]}
          </option>
        ))}
      </SelectField>
      {TEXTS.map(({ name, hint, ...field }) => (
        <TextField key={name} {...field} id={name} name={name} label={labels[name]} hint={hint && t(hint)} error={faults.of(name)} />
      ))}
      <SelectField id="parentId" name="parentId" label={t('new.parent')} hint={t('new.parent-hint')}>
        <option value="">{t('new.none')}</option>
        {channels.map(({ id, name }) => (
          <option key={id} value={id}>
            {name[locale]}
          </option>
        ))}
      </SelectField>
      <FormFoot action={t('new.make-key')} waiting={given !== null && failed === null} close={close} />
    </form>
  );
}
