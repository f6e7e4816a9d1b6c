import type { CourseLanguage, ReadModule } from '#rooms/courses/index.ts';
import { type Html, html } from '#site/html.ts';
import { firstLook } from '../progress/first-look.rules.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** The questions before a module, without key: they count for nothing, and the page says so. */
export function firstLookPage(read: ReadModule, language: CourseLanguage): LearnPage {
  const { t, text } = language;
  const { module } = read;
  const asked = firstLook(read);
  return {
    title: t('learn.first'),
    bar: language.plain(module.title),
    module: module.id,
    back: `/m/${module.id}`,
    body: html`<h1>${t('learn.first')}</h1><p>${t('learn.first-how')}</p>
<form method="post" action="${learnAddress(language, `/m/${module.id}/first`)}">${asked.map((item, at) => {
      const choices: [string, Html | string][] =
        item.kind === 'true-false'
          ? (['true', 'false'] as const).map((value) => [value, t(`learn.${value}`)])
          : item.kind === 'order'
            ? []
            : item.options.map((option) => [option.id, text(option)]);
      const [type, hint] = item.kind === 'several' ? ['checkbox', t('learn.several')] : ['radio', null];
      return html`<fieldset><legend><span class="k">${t('learn.question-of', { at: at + 1, of: asked.length })}</span><br>${text(item.stem)}${hint && html` <span class="k">${hint}</span>`}</legend><div class="op">${choices.map(([value, words]) => html`<label><input type="${type}" name="a/${item.id}" value="${value}"><span>${words}</span></label>`)}</div></fieldset>`;
    })}<div class="actions"><button class="go">${t('learn.first-send')}</button></div></form>`,
  };
}

/** The way to them from the page of a module that was not begun. */
export function firstLookLink({ module }: ReadModule, language: CourseLanguage): Html {
  return html`<p><a href="${learnAddress(language, `/m/${module.id}/first`)}">${language.t('learn.first-link')}</a></p>`;
}
