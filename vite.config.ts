import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Cross-origin isolation gives the page SharedArrayBuffer, and with it tfjs-wasm's threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const policy = [
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

/** Only in the built page: Vite's dev server needs inline scripts and a websocket. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy.join('; ') },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  base: './',
  plugins: [react(), contentSecurityPolicy],
  server: { headers: isolation },
  preview: { headers: isolation },
  worker: { format: 'es' },
  resolve: { dedupe: ['@tensorflow/tfjs-core'] },
  // A font inlined as a data: URL would break the policy above.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  test: { include: ['tests/**/*.test.ts', 'src/**/*.test.ts'], testTimeout: 60_000 },
});
