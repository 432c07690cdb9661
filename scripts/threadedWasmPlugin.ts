import type { Plugin } from 'vite';

const FACTORY = 'tfjs-backend-wasm-threaded-simd.js';

/** Uses of a variable outside the factory function; in a worker it is undefined, so this is what they come to. */
const REPLACED = [
  ['typeof _scriptDir !== "undefined" && _scriptDir', 'false'],
  ['Module["mainScriptUrlOrBlob"]||_scriptDir', 'Module["mainScriptUrlOrBlob"]'],
] as const;

/**
 * tfjs-wasm hands its threads the source of a function, which then must not name anything outside itself. Its authors
 * guard the one such name with `typeof`; a minifier renames it and, knowing where it is declared, drops the guard, and
 * every thread dies of a ReferenceError.
 */
export function threadedWasm(): Plugin {
  return {
    name: 'threaded-wasm',
    apply: 'build',
    transform: {
      filter: { id: new RegExp(`${FACTORY.replaceAll('.', '\\.')}$`) },
      handler(code) {
        for (const [text] of REPLACED) {
          if (!code.includes(text)) this.error(`${FACTORY} is not as expected: it lacks ${text}`);
        }
        return REPLACED.reduce((patched, [text, by]) => patched.replaceAll(text, by), code);
      },
    },
  };
}
