/**
 * Finds the browser that the end-to-end tests drive. As a command it also installs one: on Debian and Ubuntu, as root, from
 * the distribution; elsewhere it says how.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { isCommand } from './isCommand.ts';

const onLinux = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsFolders = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA];

const usualPlaces = () => [
  ...onLinux.map(name => `/usr/bin/${name}`),
  '/snap/bin/chromium',
  ...macApps.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`),
  ...windowsFolders.flatMap(folder => (folder ? [`${folder}\\Google\\Chrome\\Application\\chrome.exe`] : [])),
  chromium.executablePath(),
];

/** The path of a Chromium or Chrome: CHROME_PATH, where it is set, or else the first one found. */
export function findBrowser(): string | null {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return existsSync(chosen) ? chosen : null;
  return usualPlaces().find(path => existsSync(path)) ?? null;
}

/** Whether Debian's packages may be installed. */
const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    console.log(`apt-get ${args.join(' ')}`);
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) return;
  }
}

const HOW = `No Chrome or Chromium was found. Get one in any of these ways:
  Debian, Ubuntu:  sudo apt-get install chromium
  any system:      npx playwright install chromium
  already there:   set CHROME_PATH to its executable`;

export function main(): void {
  if (!findBrowser() && !process.env.CHROME_PATH && canInstall()) install();
  const path = findBrowser();
  if (path) console.log(`Browser: ${path}`);
  else console.error(process.env.CHROME_PATH ? `CHROME_PATH: no file ${process.env.CHROME_PATH}` : HOW);
  process.exitCode = path ? 0 : 1;
}

if (isCommand(import.meta.filename)) main();
