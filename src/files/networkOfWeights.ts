/** The network of a file of weights alone, as far as names and shapes tell it. */
import { FileRefused } from '../nn/fileRefused.ts';
import type { NamedTensor } from '../nn/safetensors.ts';
import { parseUNetConfig, type UNetConfig } from '../nn/unet/unetConfig.ts';

/** diffusers' default; networks too narrow for it mostly have the other. */
const USUAL_GROUPS = [32, 8, 4, 2, 1];

/**
 * @param side of the pictures: no name or shape tells it.
 * @throws FileRefused where these are no weights of a `UNet2DModel`.
 */
export function networkOfWeights(
  tensors: ReadonlyMap<string, NamedTensor>,
  side: number,
): { readonly unet: UNetConfig; readonly note: string } {
  const shapeOf = (name: string): readonly number[] => {
    const tensor = tensors.get(name);
    if (!tensor) throw new FileRefused(`The file holds no network of this kind: it has no “${name}”`);
    return tensor.shape;
  };
  const has = (start: string) => [...tensors.keys()].some(name => name.startsWith(start));
  const count = (start: string) => {
    let n = 0;
    while (has(`${start}.${n}.`)) n += 1;
    return n;
  };
  const [, colours] = shapeOf('conv_in.weight');
  const levels = count('down_blocks');
  const widths = Array.from(
    { length: levels },
    (_, level) => shapeOf(`down_blocks.${level}.resnets.0.conv1.weight`)[0]!,
  );
  const [told] = shapeOf('down_blocks.0.resnets.0.time_emb_proj.weight');
  const attends = (way: 'down' | 'up') => widths.map((_, i) => has(`${way}_blocks.${i}.attentions.`));
  const groups = USUAL_GROUPS.find(number => widths.every(width => width % number === 0))!;
  const unet = parseUNetConfig({
    sample_size: side,
    in_channels: colours,
    out_channels: shapeOf('conv_out.weight')[0],
    down_block_types: attends('down').map(is => (is ? 'AttnDownBlock2D' : 'DownBlock2D')),
    up_block_types: attends('up').map(is => (is ? 'AttnUpBlock2D' : 'UpBlock2D')),
    mid_block_type: has('mid_block.') ? 'UNetMidBlock2D' : null,
    block_out_channels: widths,
    layers_per_block: count('down_blocks.0.resnets'),
    norm_num_groups: groups,
    resnet_time_scale_shift: told === 2 * widths[0]! ? 'scale_shift' : 'default',
    add_attention: has('mid_block.attentions.'),
    num_class_embeds: tensors.get('class_embedding.weight')?.shape[0] ?? null,
  });
  const anyAttention = has('mid_block.attentions.') || [...attends('down'), ...attends('up')].includes(true);
  return {
    unet,
    note: `Weights alone do not tell all of a network: pictures of ${side} × ${side} pixels, ${groups} groups a normalisation${
      anyAttention ? ', 8 channels an attention head' : ''
    } and the usual rest are taken. Open its config.json together with it where they are others.`,
  };
}
