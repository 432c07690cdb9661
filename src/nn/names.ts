/** UNet widths offered, one number per resolution level, each level half as wide and high as the one before. */
export const CHANNEL_CHOICES = [
  '8/16/16',
  '16/32/32',
  '16/32/64',
  '32/64/64',
  '32/64',
  '64/128/128',
] as const;

/** Where self-attention stands: nowhere, in the middle block, or in the deepest level and the middle. */
export const ATTENTION_CHOICES = ['none', 'middle', 'deepest'] as const;
