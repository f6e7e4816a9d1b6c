import { LOCALES, type Locale } from '#kernel/languages.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { type Opening, useChannelWrite } from './channels-data.ts';
import { translateChannels } from './texts.ts';

const PARTS = ['child', 'life', 'law'] as const;
type Field = `${(typeof PARTS)[number]}-${Locale}`;
const FIELDS = PARTS.flatMap((part) =>
  LOCALES.map((language): [Field, typeof part, typeof language] => [`${part}-${language}`, part, language]),
);

/** A legal adviser states what readers must do whatever the wish; a later statement replaces it. */
export function LimitsForm({ channelId, now, close }: { channelId: string; now: Opening['limits']; close: () => void }) {
  const t = useTranslations(translateChannels);
  const labels = Object.fromEntries(FIELDS.map(([field, part, language]) => [field, t(`limits.${part}-${language}`)])) as Record<
    Field,
    string
  >;
  const state = useChannelWrite((given: Record<Field, string>, key) => {
    const of = (part: (typeof PARTS)[number]) => ({ en: given[`${part}-en`].trim(), fr: given[`${part}-fr`].trim() });
    return send('POST /channels/:channelId/limits', { channelId, limits: { child: of('child'), life: of('life'), law: of('law') } }, key);
  }, close);
  const { faults, form } = usePlainForm<Field>({ labels, problem: state.error, send: (values) => state.mutate(values) });
  return (
    <form {...form} className="panel form no-print" aria-label={t('limits.state')}>
      <ErrorSummary faults={faults} />
      <p>{t('limits.about')}</p>
      {FIELDS.map(([field, part, language]) => (
        <TextArea
          key={field}
          id={field}
          name={field}
          rows={2}
          maxLength={600}
          lang={language}
          label={labels[field]}
          error={faults.of(field)}
          defaultValue={now?.body[part][language]}
        />
      ))}
      <FormFoot action={t('limits.state')} waiting={state.isPending} error={faults.general && state.error} close={close} />
    </form>
  );
}
