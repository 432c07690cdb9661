import { ArrowRight } from 'lucide-react';
import { type ComponentType, Fragment } from 'react';
import type { Part } from '../../store/timeline/place.ts';
import { shownParts, shows } from '../../store/view/view.ts';
import { Boundary } from '../Boundary.tsx';
import { DataColumn } from '../data/DataColumn.tsx';
import { DropElsewhere } from '../data/DropElsewhere.tsx';
import { DenoiserColumn } from '../denoiser/DenoiserColumn.tsx';
import { Equation } from '../equation/Equation.tsx';
import { GenerateColumn } from '../generate/GenerateColumn.tsx';
import { NoiseColumn } from '../noise/NoiseColumn.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { useApp } from '../useApp.ts';
import './screen.css';

const COLUMNS: { readonly [K in Part]: { readonly name: string; readonly Column: ComponentType } } = {
  data: { name: 'Data', Column: DataColumn },
  noise: { name: 'Noise', Column: NoiseColumn },
  denoiser: { name: 'Denoiser', Column: DenoiserColumn },
  generate: { name: 'Generate', Column: GenerateColumn },
};

/** The pipeline from left to right, the timeline below it, and the equation in use. */
export function Screen() {
  const parts = useApp(shownParts);
  const timeline = useApp(shows('timeline'));
  const equation = useApp(shows('equation'));
  return (
    <div className="screen">
      {!parts.includes('data') && <DropElsewhere />}
      {parts.length > 0 && (
        <div className="pipeline" data-parts={parts.length}>
          {parts.map((part, i) => {
            const { name, Column } = COLUMNS[part];
            return (
              <Fragment key={part}>
                {i > 0 && <ArrowRight className="pipeline-arrow" aria-hidden />}
                <Boundary name={name}>
                  <Column />
                </Boundary>
              </Fragment>
            );
          })}
        </div>
      )}
      {timeline && (
        <Boundary name="The timeline">
          <Timeline />
        </Boundary>
      )}
      {equation && (
        <Boundary name="The equation">
          <Equation />
        </Boundary>
      )}
    </div>
  );
}
