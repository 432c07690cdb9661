/** What of the page a link shows: the address, its names, and the HTML that embeds it. */
import { describe, expect, it } from 'vitest';
import { decodeLink, withSum } from '../../src/config/link.ts';
import { controlsInFrame, embedCode, readView, wholePage } from '../../src/config/shown.ts';
import { EXPERIMENTS } from '../../src/experiments/registry.ts';

describe('the query of the address', () => {
  it('shows the whole page unless it says otherwise', () => {
    expect(readView('?learn=forward&utm_source=mail')).toEqual({
      view: { show: null, hide: [], embed: false, projector: false, exhibit: null },
      problems: [],
    });
  });

  it('names parts, experiments, controls and settings, in any case and any order', () => {
    const { view, problems } = readView('?show=Timeline, noise,stepin,noise&hide=train,schedule,More&embed');
    expect(view).toMatchObject({
      show: ['timeline', 'noise', 'stepIn'],
      hide: ['train', 'schedule', 'more'],
      embed: true,
    });
    expect(problems).toEqual([]);
  });

  it('says which names the page does not have, and shows the rest', () => {
    const { view, problems } = readView('?show=noise,loss<b>&hide=schedule,everything&embed=0');
    expect(view).toMatchObject({ show: ['noise'], hide: ['schedule'], embed: false });
    expect(problems[0]).toMatch(/^The page has nothing called 'loss<b>' to show\. It has data, noise, /);
    expect(problems[1]).toMatch(/^The page has nothing called 'everything' to hide\. It has presets, /);
  });

  it('shows everything where no name is known, rather than an empty page', () => {
    expect(readView('?show=nothing').view.show).toBeNull();
  });
});

it('every experiment can be shown by the name that opens it', () => {
  for (const { id } of EXPERIMENTS) expect(readView(`?show=${id}`).view.show).toEqual([id]);
});

it('in the hash too these are no settings, nor do they break a copied link', () => {
  const said = decodeLink('#v=1&T=500&show=noise&hide=train&embed');
  expect(said).toMatchObject({ config: { T: 500 }, problems: [] });
  expect(decodeLink(`${withSum('#v=1&T=500')}&show=noise`).problems).toEqual([]);
});

describe('the embed code', () => {
  const link =
    'https://school.example/play/?lab=floor&learn=forward&step=2&show=data&token=1#v=1&T=500&channels=8%2F16%2F16';

  it('is a frame of the parts, with the settings, that HTML reads back', () => {
    const code = embedCode(link, ['noise', 'timeline'], []);
    const src = /^<iframe src="([^"]*)" /.exec(code)![1]!.replaceAll('&amp;', '&');
    expect(src).toBe(
      'https://school.example/play/?token=1&show=noise,timeline&embed#v=1&T=500&channels=8%2F16%2F16',
    );
    expect(readView(new URL(src).search).view).toMatchObject({
      show: ['noise', 'timeline'],
      hide: [],
      embed: true,
    });
  });

  it('hides controls of its parts, and offers no others', () => {
    expect(controlsInFrame(['noise', 'timeline'])).toEqual(['schedule', 'train', 'more', 'play']);
    expect(controlsInFrame(['equation'])).toEqual([]);
    const code = embedCode(link, ['noise', 'timeline'], ['schedule', 'more']);
    const src = /^<iframe src="([^"]*)" /.exec(code)![1]!.replaceAll('&amp;', '&');
    expect(src).toContain('?token=1&show=noise,timeline&hide=schedule,more&embed#');
    expect(readView(new URL(src).search).view.hide).toEqual(['schedule', 'more']);
  });

  it('leads back to the whole page', () => {
    const embedded = 'https://school.example/play/?show=noise,timeline&hide=more&embed#v=1&T=500';
    expect(wholePage(embedded)).toBe('https://school.example/play/#v=1&T=500');
  });
});
