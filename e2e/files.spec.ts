/** Saving runs, pictures, films and losses as files, and opening files. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import { PNG } from 'pngjs';
import { addDrawing, openDrawings, thumbnails } from './drawingHelpers.ts';
import { expect, test } from './page.ts';
import { SOON, stepOf, TINY } from './runHelpers.ts';

const golden = join(import.meta.dirname, '../tests/golden/pipeline');

async function choose(page: Page, item: string) {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function saved(page: Page, item: string): Promise<{ name: string; bytes: Uint8Array }> {
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), choose(page, item)]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}

test('a run goes to a file and on in another browser; pictures, films and losses are kept', async ({
  page,
  browser,
}) => {
  await page.goto(`${TINY}&samplingSteps=10&sampleCount=4`);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => stepOf(page), SOON).toBe(1);
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(page.getByRole('img', { name: 'The finished pictures' })).toBeVisible(SOON);

  const run = await saved(page, 'Save the run');
  expect(run.name).toMatch(/step-1\.zip$/);
  const entries = unzipSync(run.bytes);
  expect(Object.keys(entries)).toEqual(
    expect.arrayContaining(['model_index.json', 'unet/config.json', 'train.py', 'playground/run.json']),
  );
  expect(JSON.parse(strFromU8(entries['unet/config.json']!))._class_name).toBe('UNet2DModel');

  const png = async (item: string) => PNG.sync.read(Buffer.from((await saved(page, item)).bytes));
  const small = await png('Samples pixel by pixel');
  const large = await png('Samples as a picture');
  expect([small.width, small.height, large.width, large.height]).toEqual([58, 58, 8 * 58, 8 * 58]);
  const enlarged = Buffer.alloc(large.data.length);
  for (let i = 0; i < large.width * large.height; i++) {
    const [x, y] = [i % large.width, Math.floor(i / large.width)].map(at => Math.floor(at / 8));
    small.data.copy(enlarged, 4 * i, 4 * (y! * 58 + x!), 4 * (y! * 58 + x! + 1));
  }
  expect(large.data.equals(enlarged)).toBe(true);

  const gif = await saved(page, 'Reverse process as an animation');
  const frames = await page.evaluate(async bytes => {
    const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: 'image/gif' });
    await decoder.tracks.ready;
    await decoder.completed;
    return decoder.tracks.selectedTrack!.frameCount;
  }, Array.from(gif.bytes));
  expect(frames).toBe(11);

  const video = await saved(page, 'Reverse process as a video');
  const played = await playVideo(page, video.bytes);
  // Ten steps of 80 ms, then the result for 1.5 s, as in the animation.
  expect(played.duration).toBeCloseTo(10 * 0.08 + 1.5, 2);
  expect(played.starts.map(start => Math.round(1000 * start))).toEqual(
    Array.from({ length: 11 }, (_, i) => 80 * i),
  );
  const shown = played.last.map((grey, i) => Math.abs(grey - large.data[4 * i]!));
  // The gaps between the pictures are transparent in the PNG.
  const inPictures = shown.filter((_, i) => large.data[4 * i + 3] === 255);
  expect(inPictures.reduce((sum, each) => sum + each, 0) / inPictures.length).toBeLessThan(4);

  const losses = strFromU8((await saved(page, 'Losses as a table')).bytes)
    .trim()
    .split('\n');
  expect(losses[0]).toBe('step,loss,smoothed');
  expect(losses).toHaveLength(2);

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(page.url().split('#')[0]!);
  await expect(elsewhere.getByRole('button', { name: /^Device:/ })).toContainText('Processor', SOON);
  await elsewhere.getByLabel('Run files').setInputFiles({ ...buffer(run), mimeType: 'application/zip' });
  await expect.poll(() => stepOf(elsewhere), SOON).toBe(1);
  await expect(elsewhere).toHaveURL(/samplingSteps=10/);
  await elsewhere.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => stepOf(elsewhere), SOON).toBe(2);

  await test.step('a damaged file is refused, and the run that is open stays', async () => {
    const damaged = run.bytes.slice();
    const at = strFromU8(damaged, true).indexOf('adamM');
    damaged[at + 4000]! ^= 1;
    await elsewhere
      .getByLabel('Run files')
      .setInputFiles({ ...buffer({ ...run, bytes: damaged }), mimeType: 'application/zip' });
    await expect(elsewhere.getByRole('alert')).toHaveText(/changed since it was saved|damaged/, SOON);
    expect(await stepOf(elsewhere)).toBe(2);
  });
  await elsewhere.context().close();
});

test('a diffusers pipeline opens by its files, dropped on the page, and draws', async ({ page }) => {
  await page.goto('./#v=1&sampleCount=1&samplingSteps=5');
  await expect(page.getByRole('button', { name: /^Device:/ })).toContainText('Processor', SOON);
  const files = await Promise.all(
    ['unet/config.json', 'unet/diffusion_pytorch_model.safetensors', 'scheduler/scheduler_config.json'].map(
      async path => ({ name: path.split('/')[1]!, bytes: [...(await readFile(join(golden, path)))] }),
    ),
  );
  await page.evaluate(given => {
    const dropped = new DataTransfer();
    for (const { name, bytes } of given) dropped.items.add(new File([new Uint8Array(bytes)], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, files);
  // Its process is the page's opening one, which a link does not name.
  await expect(page).toHaveURL(/normGroups=4/, SOON);
  await expect(page).not.toHaveURL(/schedule=/);
  await expect(page.getByText('Weights from a file, not trained on here yet.')).toBeVisible(SOON);
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect(page.getByRole('img', { name: 'The finished pictures' })).toBeVisible(SOON);
});

test('a dropped folder of diffusers opens', async ({ page }) => {
  test.setTimeout(3 * 60_000);
  await page.goto('./#v=1&sampleCount=1&samplingSteps=5');
  await expect(page.getByRole('button', { name: /^Device:/ })).toContainText('Processor', SOON);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [golden], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(page).toHaveURL(/normGroups=4/, SOON);
  await expect(page.getByText('Weights from a file, not trained on here yet.')).toBeVisible(SOON);
});

test('a run on drawings carries them along', async ({ page, browser }) => {
  await openDrawings(page);
  await addDrawing(page, 1);
  await addDrawing(page, 2);
  await expect(thumbnails(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => stepOf(page), SOON).toBe(1);
  const run = await saved(page, 'Save the run');
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(page.url().split('#')[0]!);
  await expect(elsewhere.getByRole('button', { name: /^Device:/ })).toContainText('Processor', SOON);
  await elsewhere.getByLabel('Run files').setInputFiles({ ...buffer(run), mimeType: 'application/zip' });
  await expect.poll(() => stepOf(elsewhere), SOON).toBe(1);
  await elsewhere.getByRole('button', { name: 'One step' }).click();
  await expect.poll(() => stepOf(elsewhere), SOON).toBe(2);
  await elsewhere.context().close();
});

test('a link alone reproduces a run on drawings, and leaves one’s own in peace', async ({
  page,
  browser,
}) => {
  const trainedOnce = async (on: Page) => {
    await on.getByRole('button', { name: 'One step' }).click();
    await expect.poll(() => stepOf(on), SOON).toBe(1);
    const { bytes } = await saved(on, 'Save the run');
    const { state } = JSON.parse(
      strFromU8(header(unzipSync(bytes)['playground/checkpoint.safetensors']!)),
    ).__metadata__;
    return { ...JSON.parse(state), losses: strFromU8((await saved(on, 'Losses as a table')).bytes) };
  };
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openDrawings(page);
  await addDrawing(page, 1);
  await addDrawing(page, 2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(3000);
  const original = await trainedOnce(page);

  const elsewhere = await (await browser.newContext()).newPage();
  await openDrawings(elsewhere);
  await addDrawing(elsewhere, 3);
  await elsewhere.goto('about:blank');
  await elsewhere.goto(link);
  await expect(elsewhere.getByText('These 2 drawings came with the link. Your own one is kept.')).toBeVisible(
    SOON,
  );
  const again = await trainedOnce(elsewhere);
  expect(again.dataSha256).toBe(original.dataSha256);
  expect(again.losses).toBe(original.losses);

  await elsewhere.getByRole('button', { name: 'Show only mine' }).click();
  await expect(elsewhere).not.toHaveURL(/drawings=/);
  await elsewhere.getByRole('button', { name: /^Draw/ }).click();
  await expect(thumbnails(elsewhere)).toHaveCount(1);
  await elsewhere.context().close();
});

/** Plays a WebM in the browser: its length, its last frame, and when each frame begins. In a page without our policy. */
async function playVideo(page: Page, bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: [WEBM] });
  const starts: number[] = [];
  const track = (await input.getPrimaryVideoTrack())!;
  for await (const packet of new EncodedPacketSink(track).packets()) starts.push(packet.timestamp);
  const blank = await page.context().newPage();
  const player = await blank.evaluate(
    async content => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = URL.createObjectURL(new Blob([new Uint8Array(content)], { type: 'video/webm' }));
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      const { duration } = video;
      const seeked = new Promise(resolve => {
        video.onseeked = resolve;
      });
      video.currentTime = duration - 0.1;
      await seeked;
      const context = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d')!;
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, 0, video.videoWidth, video.videoHeight);
      return { duration, last: Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!) };
    },
    [...bytes],
  );
  await blank.close();
  return { ...player, starts };
}

/** The JSON header of a safetensors file. */
function header(bytes: Uint8Array): Uint8Array {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return bytes.subarray(8, 8 + length);
}

const buffer = ({ name, bytes }: { name: string; bytes: Uint8Array }) => ({
  name,
  buffer: Buffer.from(bytes),
});
