import { CopyLink } from './CopyLink.tsx';
import { DeviceBadge } from './DeviceBadge.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';
import './header.css';

export function Header() {
  return (
    <header className="page-head">
      <div className="page-head-inner">
        <h1>
          <img src="./icon.svg" alt="" width="28" height="28" />
          Diffusion Playground
        </h1>
        <div className="row page-tools">
          <DeviceBadge />
          <PresetMenu />
          <CopyLink />
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
