/** Rules that bind the parts of a network to each other and to the pictures. */

import type { Shape } from '../data/shape.ts';
import type { Change } from './change.ts';
import { formatClasses, parseClasses } from './classSequence.ts';
import { attentionText, parseAttention, parseWidths } from './networkText.ts';
import type { RunConfig } from './runConfig.ts';

type NetworkRule = (config: RunConfig, shape: Shape) => Change | null;

const levelsFitPicture: NetworkRule = ({ channels }, { height, width }) => {
  const widths = parseWidths(channels);
  const halvings = [height, width].map(side => Math.log2(side & -side));
  const most = 1 + Math.min(...halvings);
  if (widths.length <= most) return null;
  const kept = widths.slice(0, most).join('/');
  return {
    set: { channels: kept },
    why: `Pictures of ${height} × ${width} can be halved ${most - 1} times, so the channels are ${kept}.`,
  };
};

const attentionWithinLevels: NetworkRule = ({ channels, attention }) => {
  const levels = parseWidths(channels).length;
  if (!/[1-9]/.test(attention) || Math.max(...attention.match(/[1-9]/g)!.map(Number)) <= levels) return null;
  const kept = attentionText(parseAttention(attention, levels), levels);
  return {
    set: { attention: kept },
    why: `There are ${levels} resolution levels, so attention is “${kept}”.`,
  };
};

/** The largest number up to `most` that divides all of `numbers`. */
function divisorUpTo(most: number, numbers: readonly number[]): number {
  let divisor = most;
  while (numbers.some(number => number % divisor !== 0)) divisor -= 1;
  return divisor;
}

const groupsDivide: NetworkRule = ({ channels, normGroups, attentionGroups }) => {
  const widths = parseWidths(channels);
  const set = {
    normGroups: divisorUpTo(normGroups, widths),
    attentionGroups: attentionGroups && divisorUpTo(attentionGroups, widths.slice(-1)),
  };
  if (set.normGroups === normGroups && set.attentionGroups === attentionGroups) return null;
  const groups = set.normGroups === normGroups ? set.attentionGroups : set.normGroups;
  return {
    set,
    why: `Normalisation uses ${groups} groups, a number that divides all of the channels ${channels}.`,
  };
};

const headsDivide: NetworkRule = ({ channels, attention, headSize }) => {
  const widths = parseWidths(channels);
  const { down, up, middle } = parseAttention(attention, widths.length);
  const attended = [...down, ...up, ...(middle ? [widths.length - 1] : [])].map(level => widths[level]!);
  if (headSize === 0 || attended.every(width => width % headSize === 0)) return null;
  const fits = divisorUpTo(headSize, attended);
  return {
    set: { headSize: fits },
    why: `Attention heads have ${fits} channels, a number that divides the channels of every attention layer.`,
  };
};

/** The kernels read scale and shift in vectors of four. */
const scaleAndShiftInFours: NetworkRule = ({ channels, timeScaleShift }) =>
  timeScaleShift && parseWidths(channels).some(width => width % 4 !== 0)
    ? {
        set: { timeScaleShift: false },
        why: 'The time can scale and shift only channels in multiples of four: it is added instead.',
      }
    : null;

const guidanceNeedsNone: NetworkRule = config => {
  const { classConditional, classEmbeds, classNone, guidanceScale, labelDropout } = config;
  if (!classConditional || classEmbeds === 0 || classNone) return null;
  if (guidanceScale === 1 && labelDropout === 0) return null;
  return {
    set: { guidanceScale: 1, labelDropout: 0 },
    why: 'This network has no class for “none”, so guidance is off: there is nothing to compare with.',
  };
};

const digitsWithinClasses: NetworkRule = ({
  classConditional,
  classEmbeds,
  classNone,
  digits,
  sampleDigits,
}) => {
  const classes = classEmbeds === 0 ? 10 : Math.max(1, classEmbeds - (classNone ? 1 : 0));
  if (!classConditional || classes >= 10) return null;
  const known = (text: string) => [...text].filter(digit => Number(digit) < classes).join('') || '0';
  const asked = parseClasses(sampleDigits).filter(one => one < classes);
  const set = { digits: known(digits), sampleDigits: formatClasses(asked) || '0' };
  if (set.digits === digits && set.sampleDigits === sampleDigits) return null;
  return { set, why: `The network knows the classes 0 to ${classes - 1}; others were left out.` };
};

/** In this order: a change may break a rule further on. */
export const NETWORK_RULES: readonly NetworkRule[] = [
  levelsFitPicture,
  attentionWithinLevels,
  groupsDivide,
  headsDivide,
  scaleAndShiftInFours,
  guidanceNeedsNone,
  digitsWithinClasses,
];
