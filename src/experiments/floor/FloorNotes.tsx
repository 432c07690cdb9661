import { isPlane } from '../../data/sets/registry.ts';
import { Formula } from '../../ui/formulas/Formula.tsx';
import { useApp } from '../../ui/useApp.ts';

/** Explains the floor, and its limits for the present run. */
export function FloorNotes() {
  const { dataset, augment, classConditional } = useApp(state => state.run.config);
  const [images, pictures] = isPlane({ dataset }) ? ['points', 'points'] : ['images', 'pictures'];
  const pretrained = useApp(state => state.run.ready?.pretrained ?? null);
  return (
    <div className="stack">
      <p>
        Even a perfect network is wrong sometimes: many {pictures} could have become this{' '}
        <Formula tex="x_t" />, and the best it can answer is their mean. For a finite training set that mean
        is known exactly, and with it the loss that no training can undercut at each <Formula tex="t" />.
      </p>
      <Formula
        block
        tex={String.raw`\begin{gathered}\mathbb E[x_0 \mid x_t] = \sum_i w_i\, x_i \\ w = \operatorname{softmax}_i\!\Big(\!-\frac{\lVert x_t - \mathrm{signal}_t\, x_i\rVert^2}{2\,\mathrm{noise}_t^2}\Big)\end{gathered}`}
      />
      <p className="muted">
        A network that reached the floor would have learned its training {images} by heart: see “Memory”. A
        good one stays above it where single {images} are told apart, at small <Formula tex="t" />.
      </p>
      <p className="muted numbers">
        Loss and floor are those of your run, on its own training {images}
        {pretrained
          ? `, not those of the pretrained network, which draws until yours has been trained. After ${pretrained.steps.toLocaleString('en')} steps the pretrained network has a loss of ${pretrained.evaluationLoss.toFixed(3)} on test digits, with its own schedule and target.`
          : '.'}
      </p>
      {dataset === 'drawings' && augment && (
        <p className="reason">
          Your drawings are shifted, turned and scaled in training. The floor is computed for the drawings as
          they are; training can only reach a higher loss.
        </p>
      )}
      {classConditional && (
        <p className="reason">
          The network is told the class, so its floor is computed from the {images} of that class only, and
          from all of them as often as the class is left out.
        </p>
      )}
    </div>
  );
}
