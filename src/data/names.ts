export const DATASET_NAMES = ['mnist', 'drawings'] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];
