/** Where Firefox and WebKitGTK are, which the smoke tests drive beside Chromium. */
import { existsSync } from 'node:fs';

const firefoxPlaces = () => [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...[process.env.ProgramFiles, process.env.LOCALAPPDATA].flatMap(folder =>
    folder ? [`${folder}\\Mozilla Firefox\\firefox.exe`] : [],
  ),
];

export const firefoxPath = (): string | null => firefoxPlaces().find(path => existsSync(path)) ?? null;

/** The driver, a display in memory, and what opens a window. */
const WEBKIT_PARTS = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', '/usr/bin/python3'];
const hasWebKit = (): boolean => WEBKIT_PARTS.every(path => existsSync(path));

/** What Debian and Ubuntu call them. */
const PACKAGES = 'firefox-esr xvfb webkit2gtk-driver gir1.2-webkit2-4.1 gir1.2-gtk-3.0 python3-gi';

/** The browsers that are here. Throws if EVERY_BROWSER is set and one is not. */
export function otherBrowsers(): readonly ('firefox' | 'webkit')[] {
  const found = { firefox: firefoxPath() !== null, webkit: hasWebKit() };
  const names = ['firefox', 'webkit'] as const;
  const missing = names.filter(name => !found[name]);
  if (missing.length > 0) {
    const how = `not found: ${missing.join(' and ')} (Debian: apt-get install ${PACKAGES})`;
    if (process.env.EVERY_BROWSER) throw new Error(`EVERY_BROWSER is set, but ${how}`);
    // Playwright's workers read the configuration again.
    if (process.env.TEST_WORKER_INDEX === undefined) console.log(`Not tested in every browser; ${how}`);
  }
  return names.filter(name => found[name]);
}
