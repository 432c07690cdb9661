/** The open chapter of the text, which is part of the address: `?learn=forward`. */
import type { Context } from '../context.ts';
import type { Address } from './address.ts';

const KEY = 'learn';

export function createLearn({ patch }: Context, address: Address) {
  const open = (chapter: string | null) => {
    patch('learn', { chapter, folded: false });
    address.setQuery(KEY, chapter);
  };
  patch('learn', { chapter: new URLSearchParams(address.search).get(KEY) });
  return {
    openChapter: (chapter: string) => open(chapter),
    closeText: () => open(null),
    foldText: (folded: boolean) => patch('learn', { folded }),
  };
}

export type LearnActions = ReturnType<typeof createLearn>;
