import { button, element, newElementId } from '../dom.ts';
import type { ReporterPage } from '../page-context.ts';

const KIB = 1024;

/** The field for photographs and files. Each is prepared in the worker as it is chosen, and what happened to it is shown next to it. */
export function filesNodes({ words, worker }: ReporterPage): Node[] {
  const id = newElementId();
  const input = element('input', { id, class: 'in', type: 'file', multiple: true, 'aria-describedby': `${id}h`, autocomplete: 'off' });
  const list = element('ul', { class: 'th' });
  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])];
    // The field forgets what was chosen: the browser would show it again on its way back.
    input.value = '';
    for (const file of chosen) await add(file);
  });

  async function add(file: File): Promise<void> {
    const state = element('p', { class: 'm', role: 'status' }, words('files.preparing'));
    const item = element('li', {}, element('b', { dir: 'auto', translate: 'no', class: 'text' }, file.name), state);
    list.append(item);
    const added = await worker.call('addFile', { name: file.name, file }).catch(() => null);
    if (added === null) {
      state.replaceChildren(words('files.unreadable'));
      return;
    }
    const remove = button(words('files.remove'), async () => {
      await worker.call('removeFile', { id: added.id });
      item.remove();
      input.focus();
    });
    const count = Math.ceil(added.bytes / KIB);
    if (added.how !== 'unchanged') {
      state.replaceChildren(words('files.cleaned', { count }));
      item.append(remove);
      return;
    }
    state.className = 'bad';
    state.replaceChildren(words('files.unchanged'));
    const allow = button(words('files.allow'), async () => {
      await worker.call('allowFile', { id: added.id });
      state.className = 'm';
      state.replaceChildren(words('files.allowed', { count }));
      allow.remove();
      remove.focus();
    });
    item.append(allow, remove);
  }

  return [
    element('label', { for: id, class: 'lb' }, words('files')),
    element('p', { class: 'h', id: `${id}h` }, words('files.hint')),
    input,
    list,
  ];
}
