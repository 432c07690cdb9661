/** A rectified flow with its own target and sampler. */
export const FLOW = { schedule: 'flow', target: 'velocity', sampler: 'euler', samplingSteps: 25 } as const;
