/** The page's content security policy: as a header where there is one to send, and as a tag for hosts that send none. */
import type { Connect, Plugin } from 'vite';

const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  // tfjs-wasm compiles WebAssembly; nothing may eval JavaScript.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  // examples/ shows the page in frames.
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'object-src': ["'none'"],
};

/** Vite's development server puts scripts and styles into the page and talks to it by a websocket. */
const ADDED_IN_DEVELOPMENT: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'unsafe-inline'"],
  'style-src': ["'unsafe-inline'"],
  'connect-src': ['ws:'],
};

const written = (added: Readonly<Record<string, readonly string[]>> = {}): string =>
  Object.entries(POLICY)
    .map(([directive, sources]) => [directive, ...sources, ...(added[directive] ?? [])].join(' '))
    .join('; ');

/**
 * Who may show the page in a frame: its own origin, and those that the deployer names, as in
 * FRAME_ANCESTORS="https://school.example". A tag cannot say this: browsers obey it only in a header.
 */
const withFraming = (policy: string): string =>
  `${policy}; frame-ancestors 'self' ${process.env.FRAME_ANCESTORS ?? ''}`.trimEnd();

/**
 * The headers that a static host should send with every file: a tag does not reach a worker, and isolation from other
 * origins makes clocks finer.
 */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': withFraming(written()),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const send =
  (headers: Readonly<Record<string, string>>): Connect.NextHandleFunction =>
  (_, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  };

export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    configureServer: ({ middlewares }) => {
      middlewares.use(
        send({ ...HEADERS, 'Content-Security-Policy': withFraming(written(ADDED_IN_DEVELOPMENT)) }),
      );
    },
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use(send(HEADERS));
    },
    transformIndexHtml: (_, { server }) =>
      server
        ? []
        : [
            {
              tag: 'meta',
              attrs: { 'http-equiv': 'Content-Security-Policy', content: written() },
              injectTo: 'head-prepend',
            },
          ],
    /** In the form that Netlify, Cloudflare and others read. */
    generateBundle() {
      const lines = Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}`);
      this.emitFile({ type: 'asset', fileName: '_headers', source: `/*\n${lines.join('\n')}\n` });
    },
  };
}
