import { createSelectorCreator, lruMemoize } from 'reselect';

/** A value computed from parts of the state, cached until one of them changes. */
export const derive = createSelectorCreator(lruMemoize);
