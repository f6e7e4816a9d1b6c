import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import type { ReturnView } from '../../../return.schema.ts';
import { addressOf } from '../../return-words.ts';
import { goToQuestion, nextOpenQuestion } from './next-open.ts';
import { translateNextOpen } from './texts.ts';

/**
 * A button and a shortcut to the next question that needs an answer: from the focused question or the first of this page, on this page or another one. It says
 * when there is none.
 */
export function NextOpen({ view, first }: { view: ReturnView; first: string | undefined }) {
  const t = useTranslations(translateNextOpen);
  const navigate = useNavigate();
  const none = useRef<HTMLParagraphElement>(null);
  const go = () => {
    const active = document.activeElement;
    const here = active?.closest('article.question')?.id.replace(/^question-/, '');
    // Typed text is saved when its question is left, also where this is the last open one.
    if (here !== undefined && active instanceof HTMLElement) active.blur();
    const next = nextOpenQuestion(view, here === undefined ? { from: first } : { after: here });
    if (next === undefined) return none.current?.focus();
    goToQuestion(next.questionId);
    const search = addressOf(next.sectionId, next.page);
    void navigate({ to: '/returns/$returnId', params: { returnId: view.id }, search, resetScroll: false });
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
  if (nextOpenQuestion(view, {}) === undefined)
    return (
      <p className="small no-print" role="status" tabIndex={-1} ref={none}>
        {t('none-open')}
      </p>
    );
  return (
    <p className="no-print">
      <Button onClick={go} aria-keyshortcuts="Alt+N">
        {t('next-open')}
      </Button>
    </p>
  );
}
