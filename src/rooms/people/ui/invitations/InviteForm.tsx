import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { isIn, ROLE, ROLES } from '#kernel/roles.ts';
import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { InviteMany } from '../../people.schema.ts';
import { readInvitationLines } from './invitation-lines.rules.ts';
import type { InvitedPeople } from './Letters.tsx';
import { LinePreview } from './LinePreview.tsx';
import { translateInviteMany } from './texts.ts';

const MOST = 100;
// Each line names a party, so roles that are held without one are not offered here.
const ROLES_AT_PARTIES = ROLES.filter((role) => !isIn('held-without-party', role));

/** The role, the pasted lines and their preview. */
export function InviteForm({ parties, done }: { parties: Parameters<typeof readInvitationLines>[1]; done: (done: InvitedPeople) => void }) {
  const t = useTranslations(translateInviteMany);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [address, change] = useAddress();
  const role = ROLES_AT_PARTIES.find((one) => one === address.role) ?? ROLE.focalPoint;
  const lines = readInvitationLines(text, parties, locale);
  const faulty = lines.filter(({ fault }) => fault !== null).length;
  const isReady = faulty === 0 && lines.length > 0 && lines.length <= MOST;
  const save = useWrite((input: z.input<typeof InviteMany>, key) => send('POST /people/invitations', input, key), {
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['people'] });
      done({ answer, lines, role });
    },
  });
  const invite = () =>
    save.mutate({ role, people: lines.map(({ name, email, language, party }) => ({ name, email, language, partyId: party!.id })) });
  return (
    <form
      className="form invite-many"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) invite();
      }}
    >
      <SelectField id="role" label={t('role')} value={role} onChange={(event) => change({ role: event.target.value })}>
        {ROLES_AT_PARTIES.map((one) => (
          <option key={one} value={one}>
            {desk(`role.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextArea
        id="lines"
        label={t('lines')}
        hint={t('lines-hint')}
        rows={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p>
        <label>
          {t('file')}{' '}
          <input
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? '')}
          />
        </label>
      </p>
      <LinePreview lines={lines} />
      <div role="status">
        {faulty > 0 && <p className="note problem">{t('faults', { n: faulty })}</p>}
        {lines.length > MOST && <p className="note problem">{t('fault-most')}</p>}
        {isReady && <p>{t('ready', { n: lines.length })}</p>}
      </div>
      {save.error && <ProblemNote error={save.error} />}
      {isReady && <FormFoot action={t('invite', { n: lines.length })} waiting={save.isPending} />}
    </form>
  );
}
