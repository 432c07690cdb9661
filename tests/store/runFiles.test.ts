/** Runs as files can be saved while storage or engine fail, and open again. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readFiles } from '../../src/files/readFiles.ts';
import { shownDrawings } from '../../src/store/drawings/drawings.ts';
import { PIXELS } from '../data/mnistSize.ts';
import { openPage, type Page, until } from './appHarness.ts';

const SMALL = '#v=2&channels=8%2F16%2F16&batchSize=1';

interface Downloaded {
  readonly name: string;
  readonly content: Blob;
}

let downloaded: Downloaded[];

beforeEach(() => {
  downloaded = [];
  const blobs = new Map<string, Blob>();
  vi.stubGlobal('document', {
    createElement: () => {
      const link = { href: '', download: '', click: () => {} };
      link.click = () => downloaded.push({ name: link.download, content: blobs.get(link.href)! });
      return link;
    },
  });
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, blob as Blob);
    return url;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function trained(hash = SMALL): Promise<Page> {
  const page = openPage({ hash, recording: false });
  page.app.drawings.add(new Uint8Array(PIXELS).fill(7));
  await page.until(({ run, config }) => run.ready && run.config === config, 'ready');
  page.app.runs.train('step');
  await page.until(({ run }) => run.step === 1 && run.saved, 'a step');
  return page;
}

const asFile = ({ name, content }: Downloaded) => new File([content], name);

it('is saved although everything else fails meanwhile, each failure being its own caller’s', async () => {
  const page = await trained();
  const saving = page.app.files.saveRunFile();
  page.app.sampling.sample({ rest: { weightsOf: 77 } });
  page.app.runs.openKept('nobody');
  await saving;
  expect(downloaded.map(({ name }) => name)).toEqual(['All-digits-cosine-8-16-16-step-1.zip']);
  const bytes = new Uint8Array(await downloaded[0]!.content.arrayBuffer());
  const { checkpoint } = readFiles([{ path: 'run.zip', bytes }], page.state.config);
  expect(checkpoint.length).toBeGreaterThan(0);
  await until(() => page.messages.length === 2, 'both failures');
  expect([...page.messages].sort()).toEqual([
    'The weights of step 77 are not kept any more.',
    'This run is no longer kept.',
  ]);
});

it('says so where the run ends before it is read, and nothing else is touched', async () => {
  const page = await trained();
  const saving = page.app.files.saveRunFile();
  page.app.settings.apply();
  await saving;
  expect([downloaded.length, page.messages.filter(message => message.includes('packed')).length]).toEqual([
    0, 1,
  ]);
  await page.until(({ run }) => run.ready && run.step === 0, 'the next run');
});

it('comes back from its file with its drawings, and is kept here from then on', async () => {
  const page = await trained(`${SMALL}&dataset=drawings`);
  await page.app.files.saveRunFile();
  const other = openPage({ recording: false });
  await other.until(({ run }) => run.ready, 'ready');
  await other.app.files.openRunFiles([asFile(downloaded[0]!)]);
  await other.until(({ run }) => run.from === 'file' && run.ready && run.saved, 'opened and kept');
  expect(other.state.run).toMatchObject({ step: 1, phase: 'paused', config: page.state.config });
  expect(other.state.config).toEqual(page.state.config);
  expect(shownDrawings(other.state).map(({ pixels }) => pixels[0])).toEqual([7]);
  expect(other.state.drawings).toMatchObject({ own: [], visit: { from: 'run' } });
});

it('leaves the present run as it is where a file is none', async () => {
  const page = await trained();
  const { run } = page.state;
  await page.app.files.openRunFiles([new File(['what is this'], 'letter.zip')]);
  expect(page.notices).toMatchObject([{ kind: 'error', advice: 'The open run is unchanged.' }]);
  expect(page.state.run).toBe(run);
});
