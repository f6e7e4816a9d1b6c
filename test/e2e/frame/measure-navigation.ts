import type { Page } from 'playwright-core';

/** Where the navigation and the person at its foot are, which groups are closed, and whether something below the edge of its list is out of view. */
export function measure(page: Page) {
  return page.evaluate(() => {
    const list = document.querySelector('.side nav')!;
    const links = [...list.querySelectorAll('a')].filter((link) => link.checkVisibility());
    const bottomOf = (parts: Element[]) => Math.max(...parts.map((part) => Math.ceil(part.getBoundingClientRect().bottom)));
    const foot = document.querySelector('.side .me')!.getBoundingClientRect();
    return {
      entries: links.length,
      lastLine: bottomOf([...links, ...list.querySelectorAll('.group')]),
      closedGroupsPx: [...list.querySelectorAll('ul[hidden]')].map(({ children }) => children.length * (links[0]?.offsetHeight ?? 0)),
      footTop: Math.floor(foot.top),
      footBottom: Math.floor(foot.bottom),
      scrolls: list.scrollHeight > list.clientHeight,
      shade: getComputedStyle(list).backgroundAttachment,
      main: document.querySelector('main')!.getBoundingClientRect().left,
    };
  });
}
