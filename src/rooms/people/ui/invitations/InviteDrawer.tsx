import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { LANGUAGES } from '#kernel/languages.ts';
import { isIn, ROLE } from '#kernel/roles.ts';
import { send } from '#web/client/api.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { Invite } from '../../people.schema.ts';
import type { Handed } from '../hand-over/HandOver.tsx';
import { usePeopleWords } from '../people-words.ts';

/**
 * Creates an account and shows its one-time link to hand over. Roles are given afterwards, except to a colleague for the policy office, who gets the role with
 * the account.
 */
export function InviteDrawer({ office, close, done }: { office: boolean; close: () => void; done: (handed: Handed) => void }) {
  const { t, locale } = usePeopleWords();
  const { grants } = useSession();
  const queries = useQueryClient();
  const form = useForm<z.input<typeof Invite>, unknown, z.output<typeof Invite>>({
    resolver: zodResolver(Invite),
    defaultValues: { name: '', email: '', language: locale },
  });
  const partyId = grants.find(({ role }) => isIn('office', role))?.party?.id ?? null;
  const inviteColleague = async (input: z.output<typeof Invite>, key: string) => {
    const answer = await send('POST /people/invitations', { role: ROLE.policyOffice, people: [{ ...input, partyId }] }, key);
    // A repeated request is answered without the link, and without the person.
    return { personId: '', token: '', ...answer.links[0], mailed: answer.mailed, expiresInDays: answer.expiresInDays };
  };
  const save = useWrite(
    (input: z.output<typeof Invite>, key) => (office ? inviteColleague(input, key) : send('POST /people', input, key)),
    {
      onSuccess: async (answer, { name }) => {
        // One-person mode may have ended with it.
        await Promise.all([['people'], ['session'], ['first-steps']].map((queryKey) => queries.invalidateQueries({ queryKey })));
        done({ ...answer, name });
      },
    },
  );
  const labels = { name: t('ui.name'), email: t('ui.email'), language: t('ui.language') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  return (
    <Drawer about="invite" path={t('ui.title')} title={t(office ? 'ui.invite-office' : 'ui.invite')} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <p className="muted small">{t(office ? 'ui.invite-office-says' : 'ui.invite-says')}</p>
        <ErrorSummary faults={faults} />
        <TextField
          id="name"
          autoComplete="off"
          label={labels.name}
          hint={t('ui.name-hint')}
          error={faults.of('name')}
          {...form.register('name')}
        />
        <TextField id="email" type="email" autoComplete="off" label={labels.email} error={faults.of('email')} {...form.register('email')} />
        <RadioRow
          id="language"
          label={labels.language}
          error={faults.of('language')}
          choices={LANGUAGES.map(({ code, name }) => ({ value: code, text: name, lang: code }))}
          {...form.register('language')}
        />
        <FormFoot action={t('ui.invite-action')} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
