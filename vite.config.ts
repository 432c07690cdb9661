import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { securityPolicy } from './scripts/securityPolicyPlugin.ts';
import { threadedWasm } from './scripts/threadedWasmPlugin.ts';

/** Cross-origin isolation gives the page SharedArrayBuffer, and with it tfjs-wasm's threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './',
  plugins: [react(), securityPolicy()],
  server: { headers: isolation },
  preview: { headers: isolation },
  worker: { format: 'es', plugins: () => [threadedWasm()] },
  resolve: { dedupe: ['@tensorflow/tfjs-core'] },
  // A font inlined as a data: URL would break the page's policy.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  test: { include: ['tests/**/*.test.ts', 'src/**/*.test.ts'], testTimeout: 60_000 },
});
