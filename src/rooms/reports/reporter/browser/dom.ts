export type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | boolean | null>>;

/** An element with attributes and children. Text becomes text: nothing here makes mark-up. A true attribute is set, false and null leave it out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button that does something. */
export function button(label: Child, press: () => unknown, main = false): HTMLButtonElement {
  const made = element('button', { type: 'button', class: main ? 'btn p' : 'btn' }, label);
  made.addEventListener('click', () => void press());
  return made;
}

/** Heading that receives the focus when its part is shown, so that a screen reader begins there. */
export function heading(text: Child): HTMLHeadingElement {
  return element('h1', { tabindex: '-1' }, text);
}

/** A field for words: nothing in it is completed, corrected, translated or stored by the browser. */
export const PRIVATE_FIELD = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  translate: 'no',
  dir: 'auto',
} as const;

/** Puts the text of a fault, of progress or of a success where screen readers announce it. */
export function announce(place: HTMLElement, text: Node | string, kind: 'bad' | 'ok' | 'm' = 'm'): void {
  place.className = kind;
  place.replaceChildren(text);
}

let count = 0;
/** An id that no other element of this page has. */
export function newElementId(): string {
  return `f${count++}`;
}
