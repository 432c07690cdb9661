/** The judge beside the page's own network. */
import { expect, test } from './page.ts';
import { SOON } from './runHelpers.ts';

test('drawn digits are judged beside real ones, with the judge that the page fetches', async ({ page }) => {
  await page.goto('/?lab=quality#v=1&samplingSteps=2');
  const experiment = page.getByRole('tabpanel', { name: /How good is it/ });
  await experiment.getByRole('radio', { name: '128' }).click(SOON);
  await experiment.getByRole('button', { name: 'Judge 128 pictures' }).click(SOON);
  await expect(experiment.getByRole('status').first()).toHaveText(
    /^128 pictures by .* training steps\.$/,
    SOON,
  );
  const figures = (name: string) => experiment.getByRole('row', { name }).getByRole('cell');
  const numbers = async (name: string) =>
    (await figures(name).allTextContents()).slice(0, 2).map(text => Number.parseFloat(text));
  // Two steps draw blurred digits at best.
  const [drawn, real] = await numbers('Judge distance');
  expect(drawn).toBeGreaterThan(real!);
  expect((await numbers('Read with confidence'))[1]).toBeGreaterThan(90);
});
