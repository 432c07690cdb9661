import { DataPanel } from './data/DataPanel.tsx';
import { ForwardPanel } from './forward/ForwardPanel.tsx';
import { Header } from './header/Header.tsx';
import { Notices } from './notices/Notices.tsx';
import { ReversePanel } from './reverse/ReversePanel.tsx';
import { TrainPanel } from './train/TrainPanel.tsx';

/** The page, in the order in which one works. */
export function App() {
  return (
    <>
      <Header />
      <main>
        <DataPanel />
        <ForwardPanel />
        <TrainPanel />
        <ReversePanel />
      </main>
      <Notices />
    </>
  );
}
