import { FolderPlus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { collectionInView, knownCollections } from '../../store/pictures/collections.ts';
import { leadingClass } from '../leadingClass.ts';
import { useActions, useApp } from '../useApp.ts';

interface Props {
  readonly onAdd: () => void;
}

/** Chooses among the collections of pictures in this browser and those served with the page. */
export function Collections({ onAdd }: Props) {
  const id = useId();
  const { collections } = useActions();
  const known = useApp(knownCollections);
  const own = useApp(state => state.collections.own);
  const chosen = useApp(collectionInView);
  const problem = useApp(state => state.collections.problem);
  const leading = useApp(leadingClass('data'));
  const mine = chosen !== null && own.some(each => each.id === chosen.id);
  return (
    <>
      {known.length > 0 && (
        <div className="param">
          <div className="param-label">
            <label htmlFor={id}>Pictures</label>
          </div>
          <div className="row collection-choice">
            <select
              id={id}
              className="select"
              value={chosen?.id ?? ''}
              onChange={event => collections.choose(event.target.value)}
            >
              {!chosen && <option value="">Choose …</option>}
              {known.map(collection => (
                <option key={collection.id} value={collection.id}>
                  {collection.name}
                </option>
              ))}
            </select>
            {mine && (
              <button
                type="button"
                className="icon-button"
                aria-label={`Delete ${chosen.name}`}
                title={`Delete ${chosen.name}`}
                onClick={() => void collections.remove(chosen.id)}
              >
                <Trash2 aria-hidden />
              </button>
            )}
          </div>
        </div>
      )}
      {problem && <p className="refused">{problem}</p>}
      <button type="button" className={leading} onClick={onAdd}>
        <FolderPlus aria-hidden /> Add pictures
      </button>
    </>
  );
}
