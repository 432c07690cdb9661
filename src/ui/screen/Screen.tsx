import { ArrowRight } from 'lucide-react';
import { Boundary } from '../Boundary.tsx';
import { DataColumn } from '../data/DataColumn.tsx';
import { DenoiserColumn } from '../denoiser/DenoiserColumn.tsx';
import { Equation } from '../equation/Equation.tsx';
import { GenerateColumn } from '../generate/GenerateColumn.tsx';
import { NoiseColumn } from '../noise/NoiseColumn.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import './screen.css';

/** The pipeline from left to right, the timeline below it, and the equation in use. */
export function Screen() {
  return (
    <div className="screen">
      <div className="pipeline">
        <Boundary name="Data">
          <DataColumn />
        </Boundary>
        <Arrow />
        <Boundary name="Noise">
          <NoiseColumn />
        </Boundary>
        <Arrow />
        <Boundary name="Denoiser">
          <DenoiserColumn />
        </Boundary>
        <Arrow />
        <Boundary name="Generate">
          <GenerateColumn />
        </Boundary>
      </div>
      <Boundary name="The timeline">
        <Timeline />
      </Boundary>
      <Boundary name="The equation">
        <Equation />
      </Boundary>
    </div>
  );
}

const Arrow = () => <ArrowRight className="pipeline-arrow" aria-hidden />;
