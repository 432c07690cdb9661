/** What the page shows follows from its address, and is no part of its settings. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { hides, openExperiment, shownExperiments, shownParts, shows } from '../../src/store/view/view.ts';
import { openBrowser, openPage } from './appHarness.ts';

it('a link shows a few parts; the settings beside it are read as ever', () => {
  const page = openPage({ search: '?show=noise,timeline,floor&hide=train', hash: '#v=2&T=500' });
  expect(page.state.config.T).toBe(500);
  expect(shownParts(page.state)).toEqual(['noise']);
  expect(shows('timeline')(page.state)).toBe(true);
  expect(shows('equation')(page.state)).toBe(false);
  expect(hides('train')(page.state)).toBe(true);
  expect(hides('sample')(page.state)).toBe(false);
  expect(openExperiment(page.state)).toBe('floor');
  expect(page.messages).toEqual([]);
});

it('a change of a setting leaves what is shown, and the copied link has both', () => {
  const page = openPage({ search: '?show=noise' });
  page.app.settings.set({ schedule: 'sigmoid' });
  expect(page.address.search).toBe('?show=noise');
  expect(page.address.hash).toContain('schedule=sigmoid');
  expect(shownParts(page.reload().state)).toEqual(['noise']);
});

it('keys that stand in the hash move to the query, at the start and when the address changes', () => {
  const page = openPage({ hash: '#v=2&T=500&show=noise,denoiser&embed' });
  expect(page.state.view).toMatchObject({ show: ['noise', 'denoiser'], hide: [], embed: true });
  expect(page.state.config.T).toBe(500);
  expect(page.address.hash).toMatch(/^#v=\d+&T=500$/);
  page.address.goTo('#v=2&T=300&show=generate');
  expect(shownParts(page.state)).toEqual(['generate']);
  expect(page.state.config.T).toBe(300);
  expect(page.address.hash).toMatch(/^#v=\d+&T=300$/);
  expect(page.messages).toEqual([]);
});

it('says what it does not know', () => {
  const page = openPage({ search: '?show=noise,los' });
  expect(page.messages[0]).toContain("nothing called 'los' to show");
});

it('opens an experiment from the address, and writes it there', () => {
  const page = openPage({ search: '?lab=memory' });
  expect(openExperiment(page.state)).toBe('memory');
  page.app.view.openExperiment('floor');
  expect(page.address.search).toBe('?lab=floor');
  expect(shownExperiments(page.state)).toHaveLength(10);
  expect(openExperiment(openPage({ search: '?lab=<script>' }).state)).toBeNull();
});

it('an embedded page neither offers kept runs nor speaks of other tabs', async () => {
  const browser = openBrowser();
  const first = openPage({ browser, hash: '#v=1&steps=3' });
  await first.until(({ run }) => run.ready, 'its network');
  first.app.runs.train('start');
  await first.until(({ run }) => run.phase === 'finished' && run.saved?.step === 3, 'a saved run');
  const whole = openPage({ browser });
  await whole.untilTold('is kept at step 3');
  await whole.untilTold('open in another tab');
  const embedded = openPage({ browser, search: '?show=noise&embed' });
  await embedded.until(({ run, engine }) => run.ready && !engine.writes, 'a network that is not saved');
  expect(embedded.messages).toEqual([]);
});

it('a presentation is part of the address, and no setting', () => {
  const page = openPage({ search: '?lab=floor' });
  const { hash } = page.address;
  page.app.view.present(true);
  expect(page.address.search).toBe('?lab=floor&projector=');
  expect(page.address.hash).toBe(hash);
  expect(page.reload().state.view.projector).toBe(true);
  page.app.view.present(false);
  expect(page.address.search).toBe('?lab=floor');
});

it('in an exhibition the page starts anew after its minutes of rest, not before, and warns', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const page = openPage({ search: '?exhibit=3' });
  vi.advanceTimersByTime(2 * 60_000);
  page.app.stirred();
  vi.advanceTimersByTime(3 * 60_000 - 10_000);
  expect(page.messages).toContain('The page starts over in 15 seconds.');
  page.app.stirred();
  expect(page.messages).toEqual([]);
  vi.advanceTimersByTime(3 * 60_000 - 1);
  expect(page.address.restarts).toBe(0);
  vi.advanceTimersByTime(1);
  expect(page.address.restarts).toBe(1);
});

it('without that key it never does', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const page = openPage({ search: '?exhibit=soon' });
  page.app.stirred();
  vi.advanceTimersByTime(24 * 3600_000);
  expect(page.address.restarts).toBe(0);
  expect(page.messages[0]).toContain('exhibit should be a number of minutes');
});
