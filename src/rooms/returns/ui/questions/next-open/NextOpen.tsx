import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import type { ReturnView } from '../../../return.schema.ts';
import { goToQuestion, nextOpenQuestion } from './next-open.ts';
import { translateNextOpen } from './texts.ts';

/** A button and a shortcut to the next question that needs an answer, in this section or a later one. */
export function NextOpen({ view }: { view: ReturnView }) {
  const t = useTranslations(translateNextOpen);
  const navigate = useNavigate();
  const go = () => {
    const here = document.activeElement?.closest('article.question')?.id.replace(/^question-/, '');
    const next = nextOpenQuestion(view, here);
    if (next === undefined) return;
    goToQuestion(next.questionId);
    void navigate({ to: '/returns/$returnId', params: { returnId: view.id }, search: { view: next.sectionId }, resetScroll: false });
  };
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // By the key’s place: on some keyboards Alt+N writes another letter.
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  if (nextOpenQuestion(view, undefined) === undefined) return null;
  return (
    <p className="no-print">
      <Button onClick={go} aria-keyshortcuts="Alt+N">
        {t('next-open')}
      </Button>
    </p>
  );
}
