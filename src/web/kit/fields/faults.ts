import type { FieldErrors, FieldValues } from 'react-hook-form';
import { useTranslations } from '../../client/language.ts';
import { Problem } from '../../client/problem.ts';
import { translateDesk } from '../../texts/texts.ts';
import { problemText } from '../notes/ProblemNote.tsx';

/** The faults of a form: per field by its path, as a list for the top, and as one sentence where no field is at fault. */
export type Faults = {
  of: (path: string) => string | undefined;
  list: readonly { id: string; message: string }[];
  general: string | undefined;
};

// The codes of the schemas for a value of the wrong form.
const ZOD = { too_small: true, invalid_type: true, invalid_format: true, invalid_value: true, custom: true };

/**
 * Combines the faults that the form found (`errors`) and those of the server (`problem`), worded in the reader's language. `labels` names each field by its
 * path, in the order of the page.
 */
export function useFaults<Values extends FieldValues>(form: {
  labels: Readonly<Record<string, string>>;
  errors: FieldErrors<Values>;
  problem: unknown;
}): Faults {
  const t = useTranslations(translateDesk);
  const messageOf = (code: string | undefined, message: string | undefined, typed?: unknown): string => {
    const text = typeof typed === 'string' ? typed.trim() : undefined;
    // A number outside its limits, or a text where a number belongs, is neither missing nor too long.
    const isOutside = (code === 'too_small' || code === 'too_big') && !Number.isNaN(Number(text));
    if (text && (code === 'invalid_type' || isOutside)) return t('form.unfit');
    // An empty address is an invalid address, and an empty number an invalid number: the message then says that the field is empty.
    if (text === '' && code !== undefined && code in ZOD) return t('form.needed');
    if (code === 'too_small' || code === 'invalid_type') return t('form.needed');
    if (code === 'too_big') return t('form.too-long');
    // A date as exactly as known (`isPartialDate`).
    if (code === 'custom' && message === 'date') return t('form.date-unfit');
    if (code === 'invalid_format' || code === 'invalid_value' || code === 'custom') return t('form.unfit');
    return message || t('form.unfit');
  };
  const serverFields = form.problem instanceof Problem ? form.problem.fields : [];
  const of = (path: string): string | undefined => {
    const own = path.split('.').reduce<unknown>((level, step) => (level as Record<string, unknown> | undefined)?.[step], form.errors) as
      | { type?: string; message?: string; ref?: { value?: unknown } }
      | undefined;
    if (own?.type !== undefined) return messageOf(own.type, own.message, own.ref?.value);
    const theirs = serverFields.find((fault) => fault.path === path);
    return theirs && messageOf(theirs.code, theirs.message);
  };
  const list = Object.entries(form.labels).flatMap(([id, label]) => {
    const message = of(id);
    return message === undefined ? [] : [{ id, message: t('form.fault', { label, message }) }];
  });
  return { of, list, general: form.problem && list.length === 0 ? problemText(form.problem, t) : undefined };
}
