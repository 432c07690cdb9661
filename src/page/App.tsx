import { viewInView } from '../store/view/view.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { Header } from '../ui/header/Header.tsx';
import { KeysDialog } from '../ui/keys/KeysDialog.tsx';
import { LearnDrawer } from '../ui/learn/LearnDrawer.tsx';
import { Notices } from '../ui/notices/Notices.tsx';
import { Screen } from '../ui/screen/Screen.tsx';
import { useApp } from '../ui/useApp.ts';
import { useRootMark } from '../ui/view/useRootMark.ts';
import { WholePageLink } from '../ui/view/WholePageLink.tsx';
import { Experiments } from './Experiments.tsx';

/** The page: the pipeline on one screen, and the experiments below it. */
export function App() {
  const { embed } = useApp(viewInView);
  useRootMark('data-embed', embed);
  return (
    <>
      {embed ? (
        <>
          <WholePageLink />
          <KeysDialog button={false} />
        </>
      ) : (
        <Boundary name="The header">
          <Header />
        </Boundary>
      )}
      <main>
        <Screen />
        <Boundary name="Experiments">
          <Experiments />
        </Boundary>
      </main>
      <Boundary name="Learn">
        <LearnDrawer />
      </Boundary>
      <Boundary name="Notices">
        <Notices />
      </Boundary>
    </>
  );
}
