import { useState } from 'react';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { planeInView } from '../../ui/plane/planePoints.ts';
import { useApp } from '../../ui/useApp.ts';
import { FromPicture } from './FromPicture.tsx';
import { KeepPart } from './KeepPart.tsx';
import { MovePoints } from './MovePoints.tsx';
import { PaintOnTheWay } from './PaintOnTheWay.tsx';
import '../../ui/data/data.css';
import './stepIn.css';

const WAYS = { paint: PaintOnTheWay, picture: FromPicture, part: KeepPart } as const;
type Way = keyof typeof WAYS;
const LABELS: Record<Way, string> = {
  paint: 'Paint',
  picture: 'From a picture',
  part: 'Keep a part',
};

/** Ways to interfere with the reverse process. */
export default function StepIn() {
  return useApp(planeInView) ? <MovePoints /> : <Ways />;
}

function Ways() {
  const [way, setWay] = useState<Way>('paint');
  const Present = WAYS[way];
  return (
    <div className="stack step-in">
      <div className="step-in-ways">
        <span id="step-in-way-label" className="visually-hidden">
          Where to step in
        </span>
        <ChoiceControl
          id="step-in-way"
          options={Object.keys(WAYS)}
          labels={LABELS}
          value={way}
          onChange={next => setWay(next as Way)}
        />
      </div>
      <Present />
    </div>
  );
}
