/** In an exhibition the page starts anew after some minutes without a visitor. */
import type { Context } from '../context.ts';
import type { Notices } from '../notices/notices.ts';
import type { Address } from '../settings/address.ts';

const WARNED_MS = 15_000;
const KEY = 'exhibition';

export function createExhibition({ get, whenever }: Context, address: Address, notices: Notices) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let warned = false;

  const warn = () => {
    warned = true;
    notices.tell({
      key: KEY,
      kind: 'info',
      message: 'The page starts over in 15 seconds.',
      advice: 'Move or press anything to stay.',
    });
    timer = setTimeout(address.restart.bind(address), WARNED_MS);
  };

  const stirred = () => {
    clearTimeout(timer);
    if (warned) notices.dismiss(KEY);
    warned = false;
    const { exhibit } = get().view;
    if (exhibit !== null) timer = setTimeout(warn, Math.max(0, exhibit * 60_000 - WARNED_MS));
  };
  whenever(({ view }) => view.exhibit, stirred);

  return { stirred, close: () => clearTimeout(timer) };
}
