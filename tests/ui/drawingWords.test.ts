import { describe, expect, it } from 'vitest';
import type { Drawing } from '../../src/storage/tables.ts';
import { captionOf, guestWords } from '../../src/ui/data/drawingWords.ts';

const made = (name: string, count: number): Drawing[] =>
  Array.from({ length: count }, (_, order) => ({
    id: `${name} ${order}`,
    order,
    pixels: new Uint8Array(784),
  }));

/** `guests` of somebody else's, shown beside the first `mine` of `own` of one's own. */
const visited = (from: 'link' | 'run', guests: number, own: number, mine: number) => ({
  own: made('own', own),
  visit: { from, guests: made('guest', guests), added: made('own', mine).map(({ id }) => id) },
});

describe('drawings of a link or a run', () => {
  it.each([
    [visited('link', 5, 0, 0), 'These 5 drawings came with the link.', '5 drawings of the link'],
    [
      visited('link', 5, 1, 1),
      'These 5 drawings came with the link. 1 of yours is shown with them.',
      '5 drawings of the link, 1 of yours',
    ],
    [
      visited('link', 2, 1, 0),
      'These 2 drawings came with the link. Your own one is kept.',
      '2 drawings of the link',
    ],
    [
      visited('run', 1, 5, 2),
      'This drawing came with the run. 2 of yours are shown with it. Your other 3 are kept.',
      'One drawing of the run, 2 of yours',
    ],
    [
      visited('run', 3, 4, 0),
      'These 3 drawings came with the run. Your own 4 are kept.',
      '3 drawings of the run',
    ],
    [
      visited('link', 0, 3, 2),
      'No drawing of the link is left. 2 of yours are shown. Your other one is kept.',
      '2 drawings, kept in this browser',
    ],
  ])('are told apart from one’s own: %#', (drawings, words, caption) => {
    expect([guestWords(drawings), captionOf(drawings)]).toEqual([words, caption]);
  });

  it('are not spoken of where there are none', () => {
    expect(captionOf({ own: made('own', 1), visit: null })).toBe('One drawing, kept in this browser');
    expect(captionOf({ own: made('own', 12), visit: null })).toBe('12 drawings, kept in this browser');
  });
});
