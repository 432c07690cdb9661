/** A link whose points lie outside the plane: a sentence says so, the rest of the link applies, and nothing is lost. */
import { deflateSync } from 'fflate';
import { expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../src/config/link.ts';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { toBase64Url } from '../../src/data/base64Url.ts';
import { pointsToText } from '../../src/data/sets/plane/pointsText.ts';
import { openPage } from './appHarness.ts';

/** Two points at the plane's upper corner, the second moved as far again, as `pointsToText` would write them. */
const beyond = toBase64Url(deflateSync(new Uint8Array(6).fill(255)));
const own = pointsToText([
  [-0.5, 0, 0],
  [0.25, 1, 0],
]);

const OUTSIDE = [
  ['packed', beyond],
  ['typed by hand', '900,900;-1e9,4'],
] as const;

it.each(OUTSIDE)('%s: they are left out in a sentence, and the rest applies', (_, points) => {
  const { config, problems } = decodeLink(`#v=2&dataset=points&T=500&points=${encodeURIComponent(points)}`);
  expect(config).toMatchObject({ dataset: 'points', points: '', T: 500 });
  expect(problems).toEqual([
    `My points should be points as the page writes them, uncut, not '${points}'; it was left out.`,
  ]);
});

it.each(OUTSIDE)('%s: the trained run and its points stay, and one button leads back', async (_, points) => {
  const page = openPage({
    hash: encodeLink({ ...DEFAULT_CONFIG, dataset: 'points', points: own, batchSize: 4 }),
  });
  await page.until(({ run }) => run.ready, 'a network');
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.phase === 'paused', 'a step');
  const { id } = page.state.run;

  page.address.goTo(`#v=2&dataset=points&T=500&points=${encodeURIComponent(points)}`);
  await page.untilTold('My points should be points as the page writes them');
  expect(page.state.run).toMatchObject({ id, step: 1, config: { points: own } });
  page.act(await page.untilTold('keeps its own settings'));
  expect(page.state.config).toMatchObject({ points: own, T: 1000 });
  expect(page.state.run).toMatchObject({ id, step: 1 });
});
