import type { PlaybackActions } from '../../store/timeline/playback.ts';

/** Moves along the timeline if the key is one of its shortcuts. Right is towards the data, as on screen. */
export function scrubByKey(event: KeyboardEvent, { stepAlong, goToEnd }: PlaybackActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'ArrowRight':
      stepAlong(1, event.shiftKey);
      return true;
    case 'ArrowLeft':
      stepAlong(-1, event.shiftKey);
      return true;
    case 'PageDown':
      stepAlong(1, true);
      return true;
    case 'PageUp':
      stepAlong(-1, true);
      return true;
    case 'Home':
      goToEnd('noise');
      return true;
    case 'End':
      goToEnd('data');
      return true;
    default:
      return false;
  }
}
