import { isExcluded } from '../../manifest/readers.rules.ts';
import type { Answers } from '../questions.ts';
import { QUESTIONS } from '../questions.ts';
import { type Child, element } from './dom.ts';
import { unitsOf } from './draft.ts';
import { choiceField, type Field, fieldOf, wordsField } from './fields.ts';
import { filesNodes } from './files/files-field.ts';
import type { FormState, Part } from './form-state.ts';
import type { ReporterPage } from './page-context.ts';
import { dayIn, type Words } from './words.ts';
import type { CheckedChannel } from './worker-protocol.ts';

/** The parts before the code, one after another. Every question can be skipped. */
export function partsOf(context: ReporterPage, state: FormState): Part[] {
  const { words } = context;
  const note = (text: Node) => element('p', { class: 'note', role: 'status', hidden: true }, text);
  const childNote = note(words('age.child-note'));
  const phoneNote = note(words('phone.note'));
  const dangerNote = note(words('danger.note'));

  const fields: Record<string, Field> = {};
  const ask = (question: (typeof QUESTIONS)[keyof typeof QUESTIONS], options: Parameters<typeof fieldOf>[2] = {}) => {
    const field = fieldOf(question, words, options);
    fields[question.id] = field;
    return field.node;
  };
  const answer = (id: string) => fields[id]!.read();
  const isChild = () => answer('age') === 'child';

  const age = ask(QUESTIONS.age, {
    onChange: () => {
      childNote.hidden = !isChild();
      state.speakToChild(isChild());
    },
  });
  const phone = ask(QUESTIONS.phone, {
    onChange: () => {
      phoneNote.hidden = answer('phone') !== 'yes';
    },
  });
  const danger = ask(QUESTIONS.danger, {
    hint: words('danger.hint'),
    onChange: () => {
      dangerNote.hidden = answer('danger') !== 'yes';
    },
  });
  const text = wordsField(words('what'), { lines: 8, hint: words('what.hint') });
  const about = aboutFields(words, state);
  const name = ask(QUESTIONS.name, {
    onChange: () => {
      nameText.hidden = answer('name') !== 'give';
    },
  });
  const nameText = ask(QUESTIONS.nameText);
  nameText.hidden = true;
  const reach = element('div', { hidden: true }, ask(QUESTIONS.contact), ask(QUESTIONS.safeTime), ask(QUESTIONS.safeWords));
  const way = ask(QUESTIONS.way, {
    onChange: () => {
      reach.hidden = answer('way') !== 'also';
    },
  });

  state.readDraft = () => {
    // A field that is hidden again was taken out of the report by its question.
    const hidden = [...(nameText.hidden ? ['name-text'] : []), ...(reach.hidden ? ['contact', 'safe-time', 'safe-words'] : [])];
    const answers: Answers = Object.fromEntries(
      Object.entries(fields)
        .filter(([id]) => !hidden.includes(id))
        .map(([id, field]) => [id, field.read()]),
    );
    return { answers, text: text.read(), about: about.read() };
  };
  return [
    { title: words('before.title'), nodes: beforeNodes(words, state) },
    {
      title: words('you.title'),
      nodes: [element('p', { class: 'h' }, words('skip')), age, childNote, ask(QUESTIONS.whom), phone, phoneNote],
    },
    { title: words('now.title'), nodes: [danger, dangerNote, ask(QUESTIONS.need)] },
    {
      title: words('what.title'),
      nodes: [
        text.node,
        element('p', { class: 'h' }, words('what.pictures')),
        ask(QUESTIONS.where),
        ask(QUESTIONS.when),
        ...filesNodes(context),
      ],
    },
    { title: words('about.title'), nodes: about.nodes, onShow: about.show, isAbout: true },
    { title: words('wishes.title'), nodes: [element('p', { class: 'h' }, words('wishes.hint')), ask(QUESTIONS.wishes)] },
    { title: words('answer.title'), nodes: [way, reach, name, nameText] },
  ];
}

/** What the log says of the list, and who outside this site confirms that log. */
function proofNode(words: Words, { day, outsideChecks }: CheckedChannel['proof']): Node {
  const confirmed = outsideChecks === null ? words('proof.no-check') : words('proof.checks', { count: outsideChecks });
  return element('p', { class: outsideChecks === null ? 'note' : 'ok' }, words('proof.day', { day: dayIn(day) }), ' ', confirmed);
}

/** Whether a poster named the key that signed the list. */
export function posterNode(words: Words, { poster }: CheckedChannel): HTMLElement {
  return element('p', { class: poster ? 'ok' : 'note', id: 'poster' }, words(poster ? 'check.poster' : 'check.no-poster'));
}

function beforeNodes(words: Words, { checked }: FormState): Node[] {
  return [
    posterNode(words, checked),
    proofNode(words, checked.proof),
    ...(checked.isKept ? [element('p', { class: 'bad' }, words('kept-list'))] : []),
    mustNode(words, checked.limits ?? null),
    part(words, 'before.kept', dots(words, 'before.kept', 'words', 'name', 'left-out')),
    part(words, 'before.not', dots(words, 'before.not', 'visit', 'words', 'server', 'close')),
  ];
}

const part = (words: Words, key: string, ...nodes: readonly (Node | null)[]) =>
  element('section', {}, element('h2', {}, words(key)), ...nodes);
const dots = (words: Words, key: string, ...items: readonly string[]) =>
  element('ul', { class: 'dots' }, ...items.map((item) => element('li', {}, words(`${key}-${item}`))));

/**
 * What readers must do whatever the wish: as a legal adviser stated it for this channel, with its day (5e). In a language in which they did not state it, what holds
 * everywhere comes first, and their English words after it.
 */
function mustNode(words: Words, limits: CheckedChannel['limits'] | null): Node {
  const general = dots(words, 'before.must', 'child', 'life', 'law');
  if (!limits) return part(words, 'before.must', general);
  const { statedOn, body } = limits;
  const { lang: own } = document.documentElement;
  const isOwn = own in body.law;
  const lang = (isOwn ? own : 'en') as keyof typeof body.law;
  const said = [body.child, body.life, body.law].map((both) => element('li', { lang, dir: 'ltr' }, both[lang]));
  const stated = element('p', {}, words('before.stated', { day: dayIn(statedOn) }));
  return part(words, 'before.must', isOwn ? null : general, stated, element('ul', { class: 'dots', id: 'stated' }, ...said));
}

/**
 * Whom the report is about. The answer only removes readers, in this browser. Shown again after the list of readers changed, it names the present ones, and what was
 * chosen stays chosen.
 */
function aboutFields(words: Words, state: FormState) {
  const left = element('p', { role: 'status' });
  const { parent } = state.checked;
  const above = parent === null ? null : parentLink(words, parent);
  const choices = element('div');
  // The labels of all that was offered so far: a unit or reader that is not listed any more can still be unticked.
  const labels = new Map<string, Child>();
  let unit: Field;
  let reader: Field;
  const read = () => ({
    units: (unit.read() as string[]).map((path) => JSON.parse(path) as readonly string[]),
    readers: (reader.read() as string[]).map(Number),
  });
  const count = () => {
    const about = read();
    const remaining = state.checked.readers.filter((one) => !isExcluded(one, about)).length;
    if (above !== null) above.hidden = remaining >= 2;
    left.className = remaining < 2 ? 'bad' : 'm';
    left.replaceChildren(remaining < 2 ? words('about.too-few') : words('about.left', { count: remaining }));
  };
  const fieldFor = (key: string, offered: readonly string[], checked: readonly string[]) => {
    const values = [...new Set([...offered, ...checked])];
    const options = values.map((value) => ({ value, label: labels.get(value)! }));
    return choiceField(words(key), options, { several: true, onChange: count, checked });
  };
  const build = (chosen: { units: readonly string[]; readers: readonly string[] }) => {
    const { readers } = state.checked;
    const units = unitsOf(readers).map((path) => JSON.stringify(path));
    for (const path of units) labels.set(path, (JSON.parse(path) as string[]).join(' / '));
    for (const { number, function: of, nation } of readers)
      labels.set(String(number), words.plain('about.reader', { number, function: words.plain(`about.function.${of}`), nation }));
    unit = fieldFor('about.units', units, chosen.units);
    reader = fieldFor(
      'about.readers',
      readers.map(({ number }) => String(number)),
      chosen.readers,
    );
    choices.replaceChildren(unit.node, reader.node);
    state.chosenFrom = state.checked;
  };
  const show = () => {
    if (state.chosenFrom !== state.checked) build({ units: unit.read() as string[], readers: reader.read() as string[] });
    count();
  };
  build({ units: [], readers: [] });
  const nodes = [element('p', { class: 'h' }, words('about.hint')), choices, left, ...(above === null ? [] : [above])];
  return { nodes, read, show };
}

/** The link to the channel above, which opens in another tab: what was written here would be gone. */
function parentLink(words: Words, parent: string): HTMLElement {
  // In the language of this page, whose address begins with it.
  const href = location.pathname.replace(/\/r\/[^/]+$/, `/r/${parent}`);
  return element('p', { hidden: true }, element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words('about.parent')));
}
