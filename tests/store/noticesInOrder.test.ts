import { expect, it } from 'vitest';
import { openPage } from './appHarness.ts';

it('errors stand first, then what was told last, then what is so all the time', () => {
  const page = openPage({ hash: '#v=1&schedule=linear&target=eps&sampler=ddim&zeroTerminalSnr=true' });
  const [warning] = page.messages;
  expect(warning).toContain('divided by zero');
  page.app.notices.info('first');
  page.app.notices.error('broken');
  page.app.notices.info('last');
  expect(page.messages).toEqual(['broken', 'last', 'first', warning]);
  page.app.notices.info('first');
  expect(page.messages).toEqual(['broken', 'first', 'last', warning]);
});
