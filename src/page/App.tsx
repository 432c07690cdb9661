import { Header } from '../ui/header/Header.tsx';
import { LearnDrawer } from '../ui/learn/LearnDrawer.tsx';
import { Notices } from '../ui/notices/Notices.tsx';
import { Screen } from '../ui/screen/Screen.tsx';
import { Labs } from './Experiments.tsx';

/** The page: the pipeline on one screen, the experiments below it. */
export function App() {
  return (
    <>
      <Header />
      <main>
        <Screen />
        <Labs />
      </main>
      <LearnDrawer />
      <Notices />
    </>
  );
}
