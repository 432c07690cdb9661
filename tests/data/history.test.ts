import { expect, it } from 'vitest';
import { type History, record, redo, startHistory, undo } from '../../src/data/history.ts';

const after = (...states: number[]) =>
  states.reduce<History<number>>((history, state) => record(history, state), startHistory(0));

it('goes back and forth', () => {
  const history = after(1, 2);
  expect(undo(history).present).toBe(1);
  expect(undo(undo(history)).present).toBe(0);
  expect(redo(undo(history))).toEqual(history);
  expect(undo(undo(undo(history))).present).toBe(0);
  expect(redo(history)).toBe(history);
});

it('forgets what was undone when something new is done', () => {
  const history = record(undo(after(1, 2)), 3);
  expect(history.future).toEqual([]);
  expect(undo(history).present).toBe(1);
});

it('remembers a hundred states, not all', () => {
  const history = after(...Array.from({ length: 500 }, (_, i) => i + 1));
  expect(history.past).toHaveLength(100);
  expect(history.past[0]).toBe(400);
});
