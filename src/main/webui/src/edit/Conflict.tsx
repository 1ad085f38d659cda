import { useTexts } from '../texts';
import { differences, type Form } from './form';

interface Props {
  readonly mine: Form;
  readonly theirs: Form;
  readonly by: number;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Someone else saved in between: both versions, and the choice. */
export function Conflict({ mine, theirs, by, onMine, onTheirs }: Props) {
  const { edit } = useTexts();
  return (
    <div class="note note-refused conflict" role="alert">
      <h3>{edit.conflictHeading}</h3>
      <p>{edit.conflict(by)}</p>
      <table>
        <thead><tr><th scope="col">{edit.field}</th><th scope="col">{edit.mine}</th><th scope="col">{edit.theirs}</th></tr></thead>
        <tbody>
          {differences(mine, theirs).map((one) => (
            <tr key={one.field}><th scope="row">{edit.fields[one.field]}</th><td dir="auto">{one.mine || '∅'}</td><td dir="auto">{one.theirs || '∅'}</td></tr>
          ))}
        </tbody>
      </table>
      <p class="task-end">
        <button type="button" onClick={onMine}>{edit.saveMine}</button>
        <button type="button" onClick={onTheirs}>{edit.takeTheirs}</button>
      </p>
    </div>
  );
}
