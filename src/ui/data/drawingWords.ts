/** Says whose drawings are shown. */
import type { AppState } from '../../store/state.ts';

type Drawings = Pick<AppState['drawings'], 'own' | 'visit'>;

const SOURCE = { link: 'the link', run: 'the run' } as const;

const drawings = (count: number) => (count === 1 ? 'One drawing' : `${count} drawings`);

/** @param shown drawings of the settings' shape. */
function counts({ own, visit }: Drawings) {
  const guests = visit?.guests.length ?? 0;
  const mine = visit ? own.filter(({ id }) => visit.added.includes(id)).length : own.length;
  return { guests, mine, aside: own.length - mine };
}

/** During a visit: where the drawings come from, and how many of the user's own are shown or kept. */
export function guestWords(shown: Drawings): string {
  const { guests, mine, aside } = counts(shown);
  const source = SOURCE[shown.visit?.from ?? 'link'];
  const sentences = [
    guests === 0
      ? `No drawing of ${source} is left.`
      : `${guests === 1 ? 'This drawing' : `These ${guests} drawings`} came with ${source}.`,
  ];
  if (mine > 0) {
    const beside = guests === 0 ? '' : guests === 1 ? ' with it' : ' with them';
    sentences.push(`${mine} of yours ${mine === 1 ? 'is' : 'are'} shown${beside}.`);
  }
  if (aside > 0)
    sentences.push(`Your ${mine > 0 ? 'other' : 'own'} ${aside === 1 ? 'one is' : `${aside} are`} kept.`);
  return sentences.join(' ');
}

/** One's own that are of another size or colouring than the settings; '' if there are none. */
export const otherShapesWords = (count: number): string =>
  count === 0 ? '' : `${drawings(count)} of another size or colouring ${count === 1 ? 'is' : 'are'} kept.`;

/** The caption below the drawings. */
export function captionOf(shown: Drawings): string {
  const { guests, mine } = counts(shown);
  if (guests === 0) return `${drawings(mine)}, kept in this browser`;
  const theirs = `${drawings(guests)} of ${SOURCE[shown.visit!.from]}`;
  return mine === 0 ? theirs : `${theirs}, ${mine} of yours`;
}
