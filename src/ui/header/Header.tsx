import { TrainButtons } from '../denoiser/TrainButtons.tsx';
import { TrainFigures } from '../denoiser/TrainFigures.tsx';
import { FileMenu } from '../files/FileMenu.tsx';
import { KeysDialog } from '../keys/KeysDialog.tsx';
import { LearnButton } from '../learn/LearnButton.tsx';
import { RunsDialog } from '../runs/RunsDialog.tsx';
import { CopyLink } from './CopyLink.tsx';
import { DeviceBadge } from './DeviceBadge.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import './header.css';

/** The page's header: presets, training, device, files and runs. */
export function Header() {
  return (
    <header className="page-head">
      <div className="page-head-inner">
        <h1>
          <img src="./icon.svg" alt="" width="28" height="28" />
          Diffusion Playground
        </h1>
        <PresetMenu />
        <LearnButton />
        <TrainButtons />
        <TrainFigures />
        <div className="row page-tools">
          <DeviceBadge />
          <FileMenu />
          <RunsDialog />
          <CopyLink />
          <KeysDialog />
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
