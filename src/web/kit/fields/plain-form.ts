import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { type Faults, useFaults } from './faults.ts';

type Given<Field extends string> = Record<Field, string>;
type Wrong = Partial<Record<string, string>>;

/**
 * A form of a few fields on a first page: it reads its fields when it is submitted, and needs no form library. Every field in `labels` (by its `name`, which is
 * also its `id`) is required, but those in `optional`; `check` finds other faults.
 * `const { faults, form } = usePlainForm(...)`, then `<form {...form}>`.
 */
export function usePlainForm<Field extends string>({
  labels,
  optional = [],
  problem,
  check,
  send,
}: {
  labels: Readonly<Record<Field, string>>;
  optional?: readonly NoInfer<Field>[];
  problem: Error | null;
  check?: (values: Given<NoInfer<Field>>) => { readonly [Name in NoInfer<Field>]?: string };
  send: (values: Given<Field>) => void;
}): { faults: Faults; form: { className: string; noValidate: true; onSubmit: Listener; onInput: Listener } } {
  const t = useTranslations(translateDesk);
  const [wrong, setWrong] = useState<Wrong>({});
  const errors = Object.fromEntries(Object.entries(wrong).map(([field, message]) => [field, { type: 'validate', message }]));
  const faults = useFaults({ labels, errors, problem: Object.keys(wrong).length > 0 ? null : problem });
  const first = useRef<string>(undefined);
  first.current = faults.list[0]?.id;
  // The submit button is at the end of the page, so the server's message may be above the visible part.
  useEffect(() => {
    if (problem === null) return;
    if (first.current !== undefined) document.getElementById(first.current)?.focus();
    else document.querySelector('.summary')?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const readForm = (form: HTMLFormElement) => {
    const values = Object.fromEntries(new FormData(form)) as Given<Field>;
    const needed = (Object.keys(labels) as Field[]).filter((field) => !optional.includes(field));
    const empty = needed.filter((field) => values[field]?.trim() === '');
    const wrong: Wrong = { ...check?.(values), ...Object.fromEntries(empty.map((field) => [field, t('form.needed')])) };
    return { values, wrong };
  };
  return {
    faults,
    form: {
      className: 'form',
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        const { values, wrong } = readForm(event.currentTarget);
        setWrong(wrong);
        const first = Object.keys(labels).find((field) => field in wrong);
        if (first === undefined) send(values);
        else (event.currentTarget.elements.namedItem(first) as HTMLElement | null)?.focus();
      },
      // Fields with a fault are checked again while the person corrects them; no new fault is reported while they still type.
      onInput: (event) => {
        const { wrong } = readForm(event.currentTarget);
        setWrong((before) => Object.fromEntries(Object.entries(wrong).filter(([field]) => field in before)));
      },
    },
  };
}

type Listener = (event: FormEvent<HTMLFormElement>) => void;
