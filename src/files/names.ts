/** Where things lie in a run's file. What stands in folders of diffusers' names is diffusers'. */
export const RUN_NOTE = 'playground/run.json';
export const CHECKPOINT = 'playground/checkpoint.safetensors';
export const DRAWINGS = 'playground/drawings.bin';
/** Every setting, for `train.py`, and for this page where the checkpoint is gone. */
export const SETTINGS = 'playground_config.json';
export const MODEL_INDEX = 'model_index.json';
export const UNET_CONFIG = 'unet/config.json';
export const UNET_WEIGHTS = 'unet/diffusion_pytorch_model.safetensors';
export const SCHEDULER_CONFIG = 'scheduler/scheduler_config.json';

/** More than any network of this page needs, and than a tab should be asked to hold. */
export const MAX_FILE_BYTES = 256 * 2 ** 20;
