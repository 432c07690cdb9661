/** Starts Firefox without a window, and asks it by Marionette: WebDriver's commands over a socket of Firefox's own. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefoxPath } from '../../scripts/otherBrowsers.ts';
import { ended, waitFor } from './processes.ts';
import type { Launched, WebDriver } from './webDriver.ts';

const preferences = (profile: string) => ({
  'marionette.port': 0,
  'devtools.console.stdout.content': true,
  'browser.dom.window.dump.enabled': true,
  'browser.download.folderList': 2,
  'browser.download.dir': profile,
  'browser.download.always_ask_before_handling_new_types': false,
  // Firefox's own errors about servers that cannot be reached would stand among the page's.
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
});

export async function launchFirefox(): Promise<Launched> {
  const profile = mkdtempSync(join(tmpdir(), 'smoke-firefox-'));
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(preferences(profile))
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
  const child = spawn(firefoxPath()!, args, { env: { ...process.env, HOME: profile } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text));
  const active = join(profile, 'MarionetteActivePort');
  await waitFor(
    () => existsSync(active) && readFileSync(active, 'utf8') !== '',
    () => said,
  );
  const { call, hangUp } = marionette(Number(readFileSync(active, 'utf8')));
  await call('NewSession', { capabilities: {} });
  return {
    driver: driverOf(call),
    downloads: profile,
    // As in: console.error: "text"; JavaScript error: http://localhost/x.js, line 1: Error: text
    errors: () => said.split('\n').filter(line => /^(console\.error: "|JavaScript error: http)/.test(line)),
    async close() {
      hangUp();
      child.kill();
      await ended(child);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

type Call = (name: string, params?: object) => Promise<unknown>;

function driverOf(call: Call): WebDriver {
  const value = async (name: string, params?: object) =>
    ((await call(name, params)) as { readonly value: unknown }).value;
  return {
    navigate: params => call('Navigate', params),
    refresh: () => call('Refresh'),
    setRect: params => call('SetWindowRect', params),
    click: params => call('ElementClick', params),
    type: params => call('ElementSendKeys', params),
    script: params => value('ExecuteScript', params),
    act: params => call('PerformActions', params),
    screenshot: () => value('TakeScreenshot', { full: false }) as Promise<string>,
  };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Messages are `length:[0, id, command, parameters]`, and their answers `length:[1, id, error, result]`. */
function marionette(port: number): { readonly call: Call; readonly hangUp: () => void } {
  const socket = connect(port, '127.0.0.1');
  const waiting = new Map<number, Waiting>();
  let sent = 0;
  let heard = Buffer.alloc(0);
  socket.on('data', data => {
    heard = Buffer.concat([heard, data]);
    for (;;) {
      const start = heard.indexOf(':') + 1;
      const end = start + Number(heard.subarray(0, start - 1));
      if (start === 0 || heard.length < end) return;
      const message: unknown = JSON.parse(heard.subarray(start, end).toString());
      heard = heard.subarray(end);
      // The first message is a greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      if (error) waiting.get(id)?.reject(new Error(`${error.error}: ${error.message}`));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  const lost = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has ended.'));
    waiting.clear();
  };
  socket.on('close', lost).on('error', lost);
  return {
    call(name, params = {}) {
      const text = JSON.stringify([0, ++sent, `WebDriver:${name}`, params]);
      return new Promise((resolve, reject) => {
        waiting.set(sent, { resolve, reject });
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    },
    hangUp: () => socket.destroy(),
  };
}
