import type { Question } from '../questions.ts';
import { type Child, element, newElementId, PRIVATE_FIELD } from './dom.ts';
import type { Words } from './words.ts';

/** A question on the page, and what was answered: it is read from the fields when it is needed and kept nowhere else. */
export type Field<Answer = string | string[]> = { readonly node: HTMLElement; readonly read: () => Answer };

/** The fields of a question. Nothing is preset, and a choice can be undone by another tap. */
export function fieldOf(question: Question, words: Words, { hint, onChange }: { hint?: Child; onChange?: () => void } = {}): Field {
  if (question.kind === 'words') return wordsField(words(question.id), { lines: 1 });
  const choices = question.choices.map((choice) => ({ value: choice, label: words(`${question.id}.${choice}`) }));
  return choiceField(words(question.id), choices, { several: question.kind === 'many', hint, onChange });
}

/** Choices as large targets. */
export function choiceField(
  label: Child,
  choices: readonly { value: string; label: Child }[],
  {
    several,
    hint,
    onChange,
    checked = [],
  }: { several: boolean; hint?: Child | undefined; onChange?: (() => void) | undefined; checked?: readonly string[] },
): Field {
  const name = newElementId();
  const inputs = choices.map(({ value }) =>
    element('input', { type: several ? 'checkbox' : 'radio', name, value, autocomplete: 'off', checked: checked.includes(value) }),
  );
  const node = element(
    'fieldset',
    {},
    element('legend', {}, element('h2', {}, label)),
    hint === undefined ? null : element('p', { class: 'h' }, hint),
    element('div', { class: 'op' }, ...choices.map((choice, at) => element('label', {}, inputs[at]!, element('span', {}, choice.label)))),
  );
  // A second tap on a radio button clears it: what was chosen by mistake can be left out again.
  let chosen: HTMLInputElement | null = null;
  for (const input of inputs) {
    input.addEventListener('click', () => {
      if (!several && chosen === input) input.checked = false;
      chosen = input.checked ? input : null;
      onChange?.();
    });
  }
  const values = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);
  return { node, read: () => (several ? values() : (values()[0] ?? '')) };
}

/** A field for words of one or of several lines. */
export function wordsField(label: Child, { lines, hint }: { lines: number; hint?: Child }): Field<string> {
  const id = newElementId();
  const hintId = hint === undefined ? null : `${id}h`;
  const shared = { id, class: 'in', 'aria-describedby': hintId, ...PRIVATE_FIELD };
  const input = lines === 1 ? element('input', { type: 'text', ...shared }) : element('textarea', { rows: String(lines), ...shared });
  const node = element(
    'div',
    {},
    element('label', { for: id, class: 'lb' }, label),
    hint === undefined ? null : element('p', { class: 'h', id: hintId }, hint),
    input,
  );
  return { node, read: () => input.value.trim() };
}
