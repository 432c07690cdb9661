/** The benchmark's page, built apart from the page that visitors get: it brings a rival library along. */
import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vite';
import shared from '../vite.config.ts';

const root = import.meta.dirname;

export default mergeConfig(
  shared,
  defineConfig({
    root,
    publicDir: join(root, '../public'),
    build: { outDir: join(root, '../out/bench'), emptyOutDir: true },
  }),
);
