/** Paths in a run's file; folders with diffusers' names hold diffusers' files. */
export const RUN_NOTE = 'playground/run.json';
export const CHECKPOINT = 'playground/checkpoint.safetensors';
export const DRAWINGS = 'playground/drawings.bin';
export const PICTURES = 'playground/pictures.npz';
/** Every setting, for `train.py`, and for this page if the checkpoint is missing. */
export const SETTINGS = 'playground_config.json';
export const MODEL_INDEX = 'model_index.json';
export const UNET_CONFIG = 'unet/config.json';
export const UNET_WEIGHTS = 'unet/diffusion_pytorch_model.safetensors';
export const SCHEDULER_CONFIG = 'scheduler/scheduler_config.json';

/** More than any network of this page needs, and more than a tab should hold. */
export const MAX_FILE_BYTES = 512 * 2 ** 20;
