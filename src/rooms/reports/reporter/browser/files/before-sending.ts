import { element } from '../dom.ts';
import { choiceField } from '../fields.ts';
import type { ReporterPage } from '../page-context.ts';

const KIB = 1024;

/**
 * What is said of the files before a report is sent: how much there is, that the page must stay open meanwhile, and the choice to keep them on this phone until they
 * have arrived. Nothing is preset, and without an answer nothing is kept. It is hidden where there are no files.
 */
export function filesBeforeSending({ words, worker }: ReporterPage): {
  node: HTMLElement;
  onShow: () => Promise<void>;
  isKept: () => boolean;
} {
  const size = element('p');
  const keep = choiceField(
    words('upload.keep'),
    ['yes', 'no'].map((value) => ({ value, label: words(`upload.keep-${value}`) })),
    { several: false, hint: words('upload.keep-hint') },
  );
  const node = element('section', { hidden: true }, element('h2', {}, words('upload.title')), size, keep.node);
  const onShow = async () => {
    const bytes = await worker.call('fileBytes', null).catch(() => 0);
    node.hidden = bytes === 0;
    size.replaceChildren(words('upload.before', { count: Math.ceil(bytes / KIB) }));
  };
  return { node, onShow, isKept: () => !node.hidden && keep.read() === 'yes' };
}
