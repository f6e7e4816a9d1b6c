/** The link that was followed from each entry of the browser's history: its address, and which of the links to that address it was. */
const followed = new Map<string, { href: string; place: number }>();

/** Key of the history entry that is shown. The router gives each entry one. */
const entry = () => String((history.state as { __TSR_key?: string } | null)?.__TSR_key);
const linksTo = (href: string) => [...document.querySelectorAll<HTMLElement>(`main a[href="${CSS.escape(href)}"]`)];

addEventListener(
  'click',
  ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLElement>('main a[href]') : null;
    const href = link?.getAttribute('href');
    if (link && href) followed.set(entry(), { href, place: linksTo(href).indexOf(link) });
  },
  true,
);

/** The link that led away from this page, if the reader has just come back to it and the link is still there. */
export function followedLink(): HTMLElement | undefined {
  const last = followed.get(entry());
  return last && linksTo(last.href)[last.place];
}
