import { type ComponentProps, useCallback, useEffect, useRef, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';
import { parseTypedDate } from './typed-date.ts';

type Props = FieldWords & ComponentProps<'input'> & { partial?: boolean };

/**
 * A date, typed as people write it and shown as `27 Nov 2026` after leaving the field. The form sees an input with the value `2026-11-27`, or an empty one
 * while the text is no date; it is not sent then. Full days can also be picked from the calendar of the browser, which is easier on a phone.
 */
export function DateInput({ label, hint, error, id, partial = false, ...input }: Props) {
  const { ref, name, value, defaultValue, onChange, onBlur, min, max, className, ...shown } = input;
  const t = useTranslations(translateDesk);
  const locale = useLocale();
  const typed = useRef<HTMLInputElement>(null);
  const holder = useRef<HTMLInputElement>(null);
  const [unfit, setUnfit] = useState(false);
  const hold = (element: HTMLInputElement | null) => {
    holder.current = element;
    if (typeof ref === 'function') ref(element);
    else if (ref) ref.current = element;
  };
  const show = useCallback(() => {
    const held = holder.current?.value ?? '';
    if (typed.current) typed.current.value = held && formatDay(locale, held);
    setUnfit(false);
  }, [locale]);
  // The value came from outside, or the language has changed. A text that is being typed stays as it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new value is shown
  useEffect(() => {
    if (document.activeElement !== typed.current) show();
  }, [value, show]);
  const isUnfit = () => {
    const text = typed.current?.value.trim() ?? '';
    return text !== '' && parseTypedDate(text, partial) === undefined;
  };
  useEffect(() => {
    const form = typed.current?.form;
    const refuse = (event: Event) => {
      if (!isUnfit()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setUnfit(true);
      typed.current?.focus();
    };
    form?.addEventListener('submit', refuse, { capture: true });
    return () => form?.removeEventListener('submit', refuse, { capture: true });
  });
  const fault = unfit ? t(partial ? 'form.date-unfit' : 'form.day-unfit') : undefined;
  return (
    <FieldFrame label={label} hint={hint} error={fault ?? error} id={id}>
      {(wiring) => (
        <span className="date-input">
          <input
            className={className ?? 'input'}
            autoComplete="off"
            placeholder={t('date.example')}
            {...shown}
            {...wiring}
            ref={typed}
            maxLength={30}
            onChange={(event) => {
              enter(holder.current, parseTypedDate(event.target.value, partial) ?? '');
              if (!isUnfit()) setUnfit(false);
            }}
            onBlur={() => (isUnfit() ? setUnfit(true) : show())}
          />
          <input
            className="date-held"
            type={partial ? 'text' : 'date'}
            tabIndex={-1}
            aria-hidden="true"
            ref={hold}
            {...{ name, value, defaultValue, min, max, onBlur }}
            onChange={(event) => {
              onChange?.(event);
              if (document.activeElement !== typed.current) show();
            }}
            onFocus={() => typed.current?.focus()}
          />
          {!partial && (
            <Button kind="icon" aria-label={t('date.calendar')} disabled={shown.disabled} onClick={() => holder.current?.showPicker()}>
              <Icon name="calendar" />
            </Button>
          )}
        </span>
      )}
    </FieldFrame>
  );
}

/** Enters a value as if it had been typed, so that React and the form notice. */
function enter(input: HTMLInputElement | null, value: string): void {
  if (input === null || input.value === value) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
