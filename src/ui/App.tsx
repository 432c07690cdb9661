import { Header } from './header/Header.tsx';
import { Labs } from './labs/Labs.tsx';
import { LearnDrawer } from './learn/LearnDrawer.tsx';
import { Notices } from './notices/Notices.tsx';
import { Screen } from './screen/Screen.tsx';

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
