import { type RefObject, useLayoutEffect } from 'react';

/** Pixels between the notices and the element above them. */
const GAP = 8;

/**
 * Keeps the notices below the header, or at the window's lower edge while they would cover the timeline there.
 *
 * @param shown anything that their height depends on.
 */
export function useClearOfTimeline(list: RefObject<HTMLElement | null>, shown: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other notices, there is another height
  useLayoutEffect(() => {
    const place = () => {
      const notices = list.current;
      if (!notices) return;
      const edge = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
      const top = Math.max(0, edge('.page-head')?.bottom ?? 0) + GAP;
      const timeline = edge('.timeline');
      const meets = timeline && timeline.top < top + notices.offsetHeight && timeline.bottom > top;
      notices.style.top = meets ? 'auto' : `${top}px`;
      notices.style.bottom = meets ? `${GAP}px` : 'auto';
    };
    place();
    const stop = new AbortController();
    for (const type of ['scroll', 'resize'])
      addEventListener(type, place, { passive: true, signal: stop.signal });
    return () => stop.abort();
  }, [list, shown]);
}
