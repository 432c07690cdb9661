export const DATASET_NAMES = ['mnist', 'drawings'] as const;
