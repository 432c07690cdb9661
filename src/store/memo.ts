import { createSelectorCreator, lruMemoize } from 'reselect';

/** A value computed from parts of the state, kept until one of them changes. */
export const derive = createSelectorCreator(lruMemoize);
