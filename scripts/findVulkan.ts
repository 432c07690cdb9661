/**
 * Vulkan drivers on which WebGPU runs in Node without a graphics processor: SwiftShader, which comes with Chromium, and
 * Mesa's lavapipe, which also has half precision. As a command it gets lavapipe: on Debian, as root, from the
 * distribution; elsewhere it says how.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canInstall, findBrowser } from './findBrowser.ts';

const DRIVERS = '/usr/share/vulkan/icd.d';

/** The folder of Chromium or Chrome that has the driver's description and its library. */
export function swiftShaderFolder(): string | null {
  const browser = findBrowser();
  const folders = [...(browser ? [join(browser, '..')] : []), '/usr/lib/chromium', '/opt/google/chrome'];
  return folders.find(folder => existsSync(join(folder, 'vk_swiftshader_icd.json'))) ?? null;
}

/** The description of lavapipe, from Mesa 25 on; WebGPU does not take the older ones. */
export function lavapipe(): string | null {
  if (!existsSync(DRIVERS)) return null;
  const file = readdirSync(DRIVERS).find(name => /^lvp_icd.*[.]json$/.test(name));
  if (!file) return null;
  const listed = spawnSync('dpkg-query', ['-W', 'mesa-vulkan-drivers'], {
    encoding: 'utf8',
  });
  const version = Number.parseInt((listed.stdout ?? '').split('\t')[1] ?? '', 10);
  // Where no Debian says which version it is, Dawn will.
  return Number.isNaN(version) || version >= 25 ? join(DRIVERS, file) : null;
}

const apt = (...args: string[]): boolean =>
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

/** Debian 12 has Mesa 25 among its backports only; they are listed for this one call. */
function install(): void {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const codename = /^VERSION_CODENAME=(.*)$/m.exec(release)?.[1];
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', 'mesa-vulkan-drivers'];
  console.log('apt-get install mesa-vulkan-drivers');
  if (codename !== 'bookworm') {
    if (apt('update', '-qq')) apt(...wanted);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'apt-'));
  try {
    cpSync('/etc/apt/sources.list.d', folder, { recursive: true });
    const key = '/usr/share/keyrings/debian-archive-keyring.gpg';
    const line = `deb [signed-by=${key}] http://deb.debian.org/debian bookworm-backports main\n`;
    writeFileSync(join(folder, 'backports.list'), line);
    const listed = ['-o', `Dir::Etc::SourceParts=${folder}`];
    if (apt(...listed, 'update', '-qq')) apt(...listed, ...wanted, '-t', 'bookworm-backports');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const HOW_TO_GET_LAVAPIPE =
  'No Vulkan driver with half precision was found. Install Mesa 25 or newer (Debian: mesa-vulkan-drivers, on Debian 12 from bookworm-backports).';

if (process.argv[1] === import.meta.filename) {
  if (!lavapipe() && canInstall()) install();
  const path = lavapipe();
  if (path) console.log(`Vulkan driver: ${path}`);
  else console.error(HOW_TO_GET_LAVAPIPE);
  process.exitCode = path ? 0 : 1;
}
