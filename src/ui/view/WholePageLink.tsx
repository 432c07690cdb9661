import { ExternalLink } from 'lucide-react';
import { wholePage } from '../../config/shown.ts';
import { useActions, useApp } from '../useApp.ts';
import './view.css';

/** In the corner of an embedded page: the whole page in a tab of its own, with the settings of this one. */
export function WholePageLink() {
  const { settings } = useActions();
  // What the link holds.
  useApp(({ config }) => config);
  useApp(({ drawings }) => drawings);
  return (
    <p className="whole-page">
      <a href={wholePage(settings.share().link)} target="_blank" rel="noopener">
        Open in Diffusion Playground <ExternalLink aria-hidden />
      </a>
    </p>
  );
}
