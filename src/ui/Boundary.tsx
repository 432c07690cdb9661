import { RotateCcw, Save } from 'lucide-react';
import { Component, type ContextType, type ReactNode } from 'react';
import { AppContext } from './useApp.ts';
import './boundary.css';

interface Props {
  /** The part's name on the screen. */
  readonly name: string;
  readonly children: ReactNode;
  /** Called before the part is rendered again. */
  readonly onRetry?: () => void;
}

/** Contains a part's failure: the other parts stay, and the run can still be saved. */
export class Boundary extends Component<Props, { readonly problem: string | null }> {
  static override contextType = AppContext;
  declare context: ContextType<typeof AppContext>;
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  private readonly retry = () => {
    this.props.onRetry?.();
    this.setState({ problem: null });
  };

  override render(): ReactNode {
    const { name, children } = this.props;
    const { problem } = this.state;
    if (problem === null) return children;
    return (
      <section className="failed-part" role="alert">
        <p>
          “{name}” could not be shown: {problem}. Everything else still works, and your run is safe.
        </p>
        <div className="row">
          <button type="button" className="button" onClick={this.retry}>
            <RotateCcw aria-hidden /> Try again
          </button>
          <button type="button" className="button" onClick={() => void this.context?.files.saveRunFile()}>
            <Save aria-hidden /> Save the run
          </button>
        </div>
      </section>
    );
  }
}
