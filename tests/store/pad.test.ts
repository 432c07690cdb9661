import { beforeEach, describe, expect, it } from 'vitest';
import { record, undo } from '../../src/data/history.ts';
import { createContext } from '../../src/store/context.ts';
import { createDrawings, shownDrawings } from '../../src/store/drawings/drawings.ts';
import { createPad, padInView } from '../../src/store/drawings/pad.ts';
import { PIXELS, SHAPE } from '../data/mnistSize.ts';
import { memoryDrawings } from './memoryDrawings.ts';

const filled = (value: number) => new Uint8Array(PIXELS).fill(value);

function open() {
  const { context } = createContext(() => {
    throw new Error('There is no engine');
  });
  const drawings = createDrawings(context, memoryDrawings());
  const pad = createPad(context, drawings);
  const shown = () => shownDrawings(context.get());
  return {
    drawings,
    pad,
    /** A stroke that leaves the whole pad in one shade. */
    stroke: (value: number) => pad.draw(history => record(history, filled(value))),
    shown,
    values: () => shown().map(({ pixels }) => pixels[0]),
    drawing: (value: number) => shown().find(({ pixels }) => pixels[0] === value)!,
    onPad: () => {
      const { editing, history, unkept } = padInView(context.get());
      return { editing: editing?.pixels[0] ?? null, shows: history.present[0], unkept };
    },
  };
}

let page: ReturnType<typeof open>;
beforeEach(() => {
  page = open();
});

describe('what is on the pad', () => {
  it('is a new drawing until it is added, and can be undone', () => {
    expect(page.onPad()).toEqual({ editing: null, shows: 0, unkept: false });
    page.stroke(5);
    page.stroke(7);
    page.pad.draw(undo);
    expect(page.onPad()).toEqual({ editing: null, shows: 5, unkept: true });
    page.pad.open(null);
    expect(page.values()).toEqual([5]);
    expect(page.onPad()).toEqual({ editing: null, shows: 0, unkept: false });
  });

  it('is kept when another drawing is opened', () => {
    page.drawings.add(filled(1), filled(2));
    page.pad.open(page.drawing(1));
    page.stroke(10);
    expect(page.onPad()).toEqual({ editing: 1, shows: 10, unkept: true });
    page.pad.open(page.drawing(2));
    expect(page.values()).toEqual([10, 2]);
    expect(page.onPad()).toEqual({ editing: 2, shows: 2, unkept: false });
  });

  it('needs no keeping once it is as it was', () => {
    page.drawings.add(filled(1));
    page.pad.open(page.drawing(1));
    page.stroke(10);
    page.pad.draw(undo);
    expect(page.onPad()).toEqual({ editing: 1, shows: 1, unkept: false });
  });

  it('is copied as it is there', () => {
    page.drawings.add(filled(1));
    page.pad.open(page.drawing(1));
    page.stroke(10);
    page.pad.duplicate(page.drawing(1));
    expect(page.values()).toEqual([10, 10]);
    expect(page.onPad()).toEqual({ editing: 10, shows: 10, unkept: false });
    page.pad.draw(undo);
    expect(page.onPad()).toEqual({ editing: 10, shows: 1, unkept: true });
  });
});

describe('a drawing of a link', () => {
  beforeEach(() => {
    page.drawings.visit(filled(9), SHAPE, 'link');
    page.pad.open(page.drawing(9));
  });

  it('becomes one’s own where it is drawn on, also when it is copied', () => {
    page.stroke(90);
    page.pad.duplicate(page.drawing(9));
    expect(page.values()).toEqual([90, 90]);
    page.drawings.endVisit(false);
    expect(page.values()).toEqual([90, 90]);
  });

  it('leaves the pad with the others of the link', () => {
    page.drawings.endVisit(false);
    expect(page.onPad()).toEqual({ editing: null, shows: 0, unkept: false });
  });

  it('leaves what was drawn on it, as a new drawing', () => {
    page.stroke(90);
    page.drawings.endVisit(false);
    expect(page.onPad()).toEqual({ editing: null, shows: 90, unkept: true });
    page.pad.open(null);
    expect(page.values()).toEqual([90]);
  });

  it('is no drawing of one’s own for having been deleted and brought back', () => {
    page.pad.remove(page.drawing(9));
    expect(page.onPad()).toEqual({ editing: null, shows: 0, unkept: false });
    page.drawings.undoRemove();
    expect(page.values()).toEqual([9]);
    page.drawings.endVisit(false);
    expect(page.values()).toEqual([]);
  });
});
