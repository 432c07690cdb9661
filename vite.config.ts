import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { buildId } from './scripts/buildId.ts';
import { preloadPage } from './scripts/preloadPagePlugin.ts';
import { securityPolicy } from './scripts/securityPolicyPlugin.ts';
import { typesetOpening } from './scripts/typesetOpeningPlugin.ts';

export default defineConfig({
  base: './',
  define: { __BUILD_ID__: JSON.stringify(buildId()) },
  plugins: [react({ jsxImportSource: '#jsx' }), securityPolicy(), preloadPage(), typesetOpening()],
  worker: { format: 'es' },
  resolve: { dedupe: ['@tensorflow/tfjs-core'] },
  // A font inlined as a data: URL would break the page's policy.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'examples/article.html'] },
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // Vitest leaves one core idle, which of two is half.
    maxWorkers: '100%',
    // For a busy machine; no test waits for them.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['text', 'html'],
      reportsDirectory: 'out/coverage',
    },
  },
});
