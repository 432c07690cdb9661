import type { Plugin } from 'vite';

const POLICY = [
  "default-src 'none'",
  // tfjs-wasm compiles WebAssembly; nothing may eval JavaScript.
  "script-src 'self' 'wasm-unsafe-eval'",
  // tfjs-wasm starts its threads from a blob.
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The page's content security policy, in the built page only: Vite's dev server needs inline scripts and a websocket. */
export function securityPolicy(): Plugin {
  return {
    name: 'security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY.join('; ') },
        injectTo: 'head-prepend',
      },
    ],
  };
}
