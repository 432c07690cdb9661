const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** For example “5 minutes ago”; times in milliseconds since 1970. */
export function ago(at: number, now = Date.now()): string {
  const seconds = (now - at) / 1000;
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit ? format.format(-Math.floor(seconds / unit[1]), unit[0]) : 'a moment ago';
}
