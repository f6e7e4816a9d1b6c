import './guide.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ROLES, type Role } from '#kernel/roles.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { Icon } from '../kit/Icon.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { NotFoundView } from '../shell/NotFoundView.tsx';
import { blocksOf, type GuideBlock, partsOf } from './guide-blocks.ts';
import { translateGuides } from './texts.ts';

// The files of docs/help, one for each role: written once, readable there and here.
const FILES = import.meta.glob<string>('../../../docs/help/*/*.md', { query: '?raw', import: 'default' });

/** The guide of a role from docs/help in the reader's language, to read and print. */
export function GuidePage() {
  const { guide } = useParams({ strict: false });
  const role = ROLES.find((one) => one === guide);
  return role ? <Guide role={role} /> : <NotFoundView />;
}

function Guide({ role }: { role: Role }) {
  const t = useTranslations(translateGuides);
  const locale = useLocale();
  const { data: text } = useSuspenseQuery({
    queryKey: ['guide', role, locale],
    queryFn: () => FILES[`../../../docs/help/${locale}/${role}.md`]!(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [title, ...blocks] = blocksOf(text);
  return (
    <>
      <PageHead
        path={<Link to="/help">{t('title')}</Link>}
        title={title?.kind === 'title' ? title.text : ''}
        help={[t('guide.help.1'), t('guide.help.2'), t('guide.help.3')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('print')}
          </Button>
        }
      />
      <div className="guide">
        {blocks.map((block) => (
          <Block key={'text' in block ? block.text : block.items.join()} block={block} />
        ))}
      </div>
    </>
  );
}

function Block({ block }: { block: GuideBlock }) {
  switch (block.kind) {
    case 'title':
      return null;
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'text':
      return <Line text={block.text} />;
    default: {
      const items = block.items.map((item) => (
        <li key={item}>
          <Line text={item} />
        </li>
      ));
      return block.kind === 'steps' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}

function Line({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never change places
  return <p>{partsOf(text).map((part, place) => (place % 2 === 1 ? <em key={place}>{part}</em> : part))}</p>;
}
