import { viewInView } from '../store/view/view.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { Header } from '../ui/header/Header.tsx';
import { KeysDialog } from '../ui/keys/KeysDialog.tsx';
import { LessonDrawer } from '../ui/lessons/LessonDrawer.tsx';
import { Notices } from '../ui/notices/Notices.tsx';
import { Screen } from '../ui/screen/Screen.tsx';
import { useApp } from '../ui/useApp.ts';
import { EndPresentation } from '../ui/view/EndPresentation.tsx';
import { useRootMark } from '../ui/view/useRootMark.ts';
import { WholePageLink } from '../ui/view/WholePageLink.tsx';
import { Experiments } from './Experiments.tsx';

/** The page: the pipeline on one screen, and the experiments below it. */
export function App() {
  const { embed, projector } = useApp(viewInView);
  useRootMark('data-embed', embed);
  useRootMark('data-projector', projector);
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
      {projector && <EndPresentation />}
      <main>
        <Screen />
        <Boundary name="Experiments">
          <Experiments />
        </Boundary>
      </main>
      <Boundary name="The lesson">
        <LessonDrawer />
      </Boundary>
      <Boundary name="Notices">
        <Notices />
      </Boundary>
    </>
  );
}
