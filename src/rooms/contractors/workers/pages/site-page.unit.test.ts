import { expect, it } from 'vitest';
import { asReadOn } from '#rooms/reports/safety/fixtures.ts';
import { SITE_DEFAULTS } from '#site/public-page.ts';
import { PAPER_LANGUAGES } from '../worker-paper.ts';
import { siteContent } from './site-page.ts';

const both = (text: string) => ({ en: text, fr: text });
type Ways = Parameters<typeof siteContent>[2];
const CHANNEL = { slug: 'amber-quay', name: both('Amber Quay'), fingerprint: '' };
const HELP = { slug: 'port-amber', name: both('Port Amber'), country: both('Ostany'), entries: [] } as unknown as Ways['help'];

it('5f: the page of a site leads to the channel and the numbers of the place, else to all places, in every language of reporters', () => {
  for (const language of asReadOn(null, PAPER_LANGUAGES)) {
    const context = { language, path: '/help/sites/camp', query: {}, site: SITE_DEFAULTS } as Parameters<typeof siteContent>[0];
    const markup = (ways: Ways) => siteContent(context, { name: 'Camp', parties: [] }, ways).body.markup;
    const prefix = language.code === 'en' ? '' : `/${language.code}`;
    const [led, alone] = [markup({ channel: CHANNEL, help: HELP }), markup({ channel: null, help: null })];
    expect(led).toContain(`href="${prefix}/r/amber-quay"`);
    expect(led).toContain(`href="${prefix}/help/port-amber"`);
    expect(alone).not.toContain('/r/');
    expect(alone).toContain(`href="${prefix}/help"`);
    // Where no speaker has read the language, the English is next to what is forbidden.
    expect(led, language.code).toContain('keep, hide or destroy');
    expect(led.includes('<span class="en" lang="en"'), language.code).toBe(language.code !== 'en');
  }
});
