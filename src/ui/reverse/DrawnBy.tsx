import { useApp } from '../useApp.ts';

/** Whose pictures these are: nothing may look learned that is not. */
export function DrawnBy() {
  const step = useApp(state => state.training.step);
  const sample = useApp(state => state.samples.main);
  const ready = useApp(state => state.ready);
  // A run is kept before its first step only where its weights came from a file.
  const given = useApp(state => state.kept.saved?.step === 0);
  const exact = useApp(state => state.config.denoiser === 'exact');
  const steps = sample ? sample.trainedSteps : step;
  const pretrained = sample ? sample.pretrained : steps === 0 ? ready?.pretrained : null;
  const text = () => {
    if (sample ? sample.config.denoiser === 'exact' : exact) {
      return 'The exact denoiser of the training images: it can only copy.';
    }
    if (pretrained) {
      return `Pretrained, ${pretrained.steps.toLocaleString('en')} steps, until you train one of your own.`;
    }
    if (steps > 0) return `After ${steps.toLocaleString('en')} training steps.`;
    if (given) return 'Weights from a file, not trained on here yet.';
    return sample
      ? 'From an untrained network: it only rearranges noise.'
      : 'Not trained yet: it will only rearrange noise.';
  };
  return <p className="muted training-note">{text()}</p>;
}
