import { expect, it } from 'vitest';
import { makerWords } from '../../src/experiments/makerWords.ts';

const maker = { runId: 1, id: 'a', name: 'Digits', step: 0, pretrained: null, fromFile: false };

it('tells a network of one’s own from one that came with the page, from a file, or that knows nothing', () => {
  expect(makerWords({ ...maker, step: 1 })).toBe('“Digits”, 1 training step');
  expect(makerWords({ ...maker, pretrained: { steps: 2000, evaluationLoss: 0.2 } })).toBe(
    'the pretrained network, 2,000 training steps',
  );
  expect(makerWords({ ...maker, fromFile: true })).toContain('from a file');
  expect(makerWords(maker)).toContain('untrained');
});
