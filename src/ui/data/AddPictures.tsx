import { Files, FolderOpen } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { pathOf } from '../../data/fileTree.ts';
import type { Fitting } from '../../data/scalePicture.ts';
import { ChoiceControl } from '../controls/ChoiceControl.tsx';
import { useActions, useApp } from '../useApp.ts';

interface Props {
  readonly files: readonly File[];
  readonly onFiles: (files: readonly File[]) => void;
  readonly onDone: () => void;
}

const SIDE_CHOICES = ['16', '20', '24', '28', '32', '48', '64'] as const;
const SIDE_LABELS = Object.fromEntries(SIDE_CHOICES.map(side => [side, side]));
const FITTINGS: Readonly<Record<Fitting, string>> = { fit: 'Whole picture', crop: 'Middle only' };
const COLOURS = { colour: 'Colour', grey: 'Grey' } as const;

/** Chooses pictures, says how they are brought to one size, and takes them in. */
export function AddPictures({ files, onFiles, onDone }: Props) {
  const { collections } = useActions();
  const importing = useApp(state => state.collections.importing);
  const [named, setNamed] = useState<string | null>(null);
  const [credit, setCredit] = useState('');
  const [side, setSide] = useState('32');
  const [colour, setColour] = useState<string>('colour');
  const [fitting, setFitting] = useState<Fitting>('fit');
  const name = named ?? suggestedName(files);

  const take = async () => {
    const options = {
      name: name.trim() || 'Pictures',
      side: Number(side),
      colour: colour === 'colour',
      fitting,
      credit,
    };
    await collections.gather(files, options);
    onDone();
  };
  return (
    <form
      className="add-pictures stack"
      onSubmit={event => {
        event.preventDefault();
        void take();
      }}
    >
      <p>
        Choose a folder, a zip, or many pictures, or drop them on the page. Sub-folders become classes. Arrays
        work too: <code>.npz</code>, <code>.npy</code>, IDX files like MNIST’s, and CIFAR-10’s binary batches.
      </p>
      <div className="row">
        <FileButton label="Choose a folder" folder onFiles={onFiles} />
        <FileButton label="Choose files" onFiles={onFiles} />
        <span className="muted" role="status">
          {files.length === 0 ? 'Nothing is chosen yet.' : countWords(files.length)}
        </span>
      </div>
      <div className="add-pictures-options">
        <Field label="Name">
          {id => (
            <input
              id={id}
              className="text-field"
              maxLength={40}
              value={name}
              onChange={event => setNamed(event.target.value)}
            />
          )}
        </Field>
        <Field label="Pixels per side">
          {id => (
            <ChoiceControl
              id={id}
              options={SIDE_CHOICES}
              labels={SIDE_LABELS}
              value={side}
              onChange={setSide}
            />
          )}
        </Field>
        <Field label="Colours">
          {id => (
            <ChoiceControl
              id={id}
              options={Object.keys(COLOURS)}
              labels={COLOURS}
              value={colour}
              onChange={setColour}
            />
          )}
        </Field>
        <Field label="Pictures that are not square">
          {id => (
            <ChoiceControl
              id={id}
              options={Object.keys(FITTINGS)}
              labels={FITTINGS}
              value={fitting}
              onChange={next => setFitting(next as Fitting)}
            />
          )}
        </Field>
        <Field label="Who made them, and the licence (optional)">
          {id => (
            <input
              id={id}
              className="text-field"
              maxLength={200}
              value={credit}
              onChange={event => setCredit(event.target.value)}
            />
          )}
        </Field>
      </div>
      <p className="muted">They stay in this browser: nothing is sent anywhere, and no link holds them.</p>
      {importing ? (
        <div className="row" role="status">
          <progress aria-label="Pictures taken" value={importing.done} max={Math.max(1, importing.total)} />
          <span className="numbers">
            {importing.done.toLocaleString('en')} of {importing.total.toLocaleString('en')}
          </span>
          <button type="button" className="button" onClick={() => collections.cancel()}>
            Cancel
          </button>
        </div>
      ) : (
        <div className="row">
          <button type="submit" className="button button-primary" disabled={files.length === 0}>
            Take them
          </button>
        </div>
      )}
    </form>
  );
}

/** The folder's name, or that of the only file. */
function suggestedName(files: readonly File[]): string {
  const [first] = files;
  if (!first) return '';
  const path = pathOf(first);
  const folder = path.includes('/') ? path.split('/')[0]! : null;
  const name = folder ?? (files.length === 1 ? path.replace(/\.\w+$/, '') : 'Pictures');
  return name.slice(0, 40);
}

const countWords = (count: number): string =>
  count === 1 ? 'One file is chosen.' : `${count.toLocaleString('en')} files are chosen.`;

function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="param">
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly folder?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Opens a file dialog. Hides the input, which browsers do not let a page style. */
function FileButton({ label, folder = false, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {folder ? <FolderOpen aria-hidden /> : <Files aria-hidden />} {label}
      </button>
      <input
        ref={element => {
          input.current = element;
          if (element) element.webkitdirectory = folder;
        }}
        type="file"
        hidden
        multiple
        aria-label={label}
        onChange={event => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          // Lets the user choose the same file again.
          event.target.value = '';
        }}
      />
    </>
  );
}
