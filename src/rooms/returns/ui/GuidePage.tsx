import './guide/guide.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { GUIDES } from '#web/kit/Help.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { NotFoundView } from '#web/shell/NotFoundView.tsx';
import { blocksOf, type GuideBlock, partsOf } from './guide/guide-blocks.ts';
import { translateReturns } from './texts.ts';

// The files of docs/help: written once, readable there and here.
const FILES = import.meta.glob<string>('../../../../docs/help/*.md', { query: '?raw', import: 'default' });

/** A guide from docs/help in the reader's language, to read and print. */
export default function GuidePage() {
  const { guide } = useParams({ strict: false });
  const known = GUIDES.find((one) => one === guide);
  return known ? <Guide guide={known} /> : <NotFoundView />;
}

function Guide({ guide }: { guide: (typeof GUIDES)[number] }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const { data: text } = useSuspenseQuery({
    queryKey: ['guide', guide, locale],
    queryFn: () => FILES[`../../../../docs/help/${guide}.${locale}.md`]!(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <PageHead
        title={t(`guide.title.${guide}`)}
        help={[t('guide.help.1'), t('guide.help.2'), t('guide.help.3')]}
        actions={
          <Button onClick={() => window.print()}>
            <Icon name="print" />
            {t('guide.print')}
          </Button>
        }
      />
      <div className="guide">
        {blocksOf(text).map((block) => (
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
