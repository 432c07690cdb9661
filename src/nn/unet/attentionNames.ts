/** Attention's weights under the names that diffusers had before 0.12, under today's. */
import type { NamedTensor } from '../safetensors.ts';

const OLD = /(\.attentions\.\d+\.)(query|key|value|proj_attn)(\.\w+)$/;
const NOW: Readonly<Record<string, string>> = {
  query: 'to_q',
  key: 'to_k',
  value: 'to_v',
  proj_attn: 'to_out.0',
};

export const withNewAttentionNames = (
  tensors: ReadonlyMap<string, NamedTensor>,
): ReadonlyMap<string, NamedTensor> =>
  new Map(
    [...tensors].map(([name, tensor]) => [
      name.replace(OLD, (_, before, part, after) => `${before}${NOW[part]}${after}`),
      tensor,
    ]),
  );
