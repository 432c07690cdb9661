import { hides } from '../../store/view/view.ts';
import { TrainButtons } from '../denoiser/TrainButtons.tsx';
import { TrainFigures } from '../denoiser/TrainFigures.tsx';
import { FileMenu } from '../files/FileMenu.tsx';
import { KeysDialog } from '../keys/KeysDialog.tsx';
import { LearnButton } from '../lessons/LearnButton.tsx';
import { RunsDialog } from '../runs/RunsDialog.tsx';
import { useApp } from '../useApp.ts';
import { Unless } from '../view/Unless.tsx';
import { CopyLink } from './CopyLink.tsx';
import { DeviceBadge } from './DeviceBadge.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import './header.css';

/** The page's header: presets, training, device, files and runs. */
export function Header() {
  const keys = !useApp(hides('keys'));
  return (
    <header className="page-head">
      <div className="page-head-inner">
        <h1>
          <img src="./icon.svg" alt="" width="28" height="28" />
          <span className="name-label">Diffusion Playground</span>
        </h1>
        <Unless hidden="presets">
          <PresetMenu />
        </Unless>
        <Unless hidden="learn">
          <LearnButton />
        </Unless>
        <Unless hidden="train">
          <TrainButtons />
          <TrainFigures />
        </Unless>
        <div className="row page-tools">
          <Unless hidden="device">
            <DeviceBadge />
          </Unless>
          <Unless hidden="file">
            <FileMenu />
          </Unless>
          <Unless hidden="runs">
            <RunsDialog />
          </Unless>
          <Unless hidden="link">
            <CopyLink />
          </Unless>
          <KeysDialog button={keys} />
          <Unless hidden="theme">
            <ThemeToggle />
          </Unless>
        </div>
      </div>
    </header>
  );
}
