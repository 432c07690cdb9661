import { Component, type ReactNode, Suspense } from 'react';

/** What is loaded when it is first shown. Where that fails, the rest of the page stays. */
export class Loaded extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (this.state.failed) {
      return (
        <p className="reason" role="alert">
          This part of the page could not be shown. Check the connection and reload the page.
        </p>
      );
    }
    return <Suspense fallback={<p className="muted">Loading …</p>}>{this.props.children}</Suspense>;
  }
}
