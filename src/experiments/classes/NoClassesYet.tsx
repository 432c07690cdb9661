import { Tags } from 'lucide-react';
import { DATA_SETS, isPlane } from '../../data/sets/registry.ts';
import { classNames } from '../../store/pictures/collections.ts';
import { useApp } from '../../ui/useApp.ts';
import { StartAnew } from '../StartAnew.tsx';

const TOLD = { classConditional: true };

/** Offers to start a class-conditional network. */
export function NoClassesYet() {
  const dataset = useApp(({ config }) => config.dataset);
  const { label } = DATA_SETS[dataset];
  const plane = isPlane({ dataset });
  const word = plane ? 'point' : 'picture';
  const classes = useApp(classNames);
  return (
    <div className="stack">
      <p>
        This network is not told the class of a {word}, so you cannot ask it for one. A network with classes
        is told the class together with the noisy {word}, and sometimes none, so that it learns to draw with
        and without.
      </p>
      {!classes ? (
        <p className="muted">
          {plane
            ? `${label}: these points have no classes. Choose Two moons, Two rings, or draw points of two classes as data first.`
            : `${label} have no labels. Choose MNIST digits, Shapes, or pictures in folders as data first.`}
        </p>
      ) : (
        <StartAnew changes={TOLD} primary>
          <Tags aria-hidden /> Start a network that is told the class
        </StartAnew>
      )}
    </div>
  );
}
