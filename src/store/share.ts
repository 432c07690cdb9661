/** The link that reproduces what the page shows. */
import { withoutSettings } from '../config/link.ts';
import { type Share, shareOf } from '../config/share.ts';
import { drawingsToText } from '../data/drawingsText.ts';
import { appStore } from './appStore.ts';
import { asDrawings, drawingsStore } from './drawingsStore.ts';

export function shareLink(): Share {
  const { origin, pathname, search } = location;
  const { drawings } = drawingsStore.getState();
  const text = drawings.length === 0 ? null : drawingsToText(asDrawings(drawings).pixels);
  return shareOf(origin + pathname + withoutSettings(search), appStore.getState().config, {
    count: drawings.length,
    text,
  });
}
