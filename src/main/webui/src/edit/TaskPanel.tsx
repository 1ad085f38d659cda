import { useEffect, useRef } from 'preact/hooks';
import { useTexts, type Texts } from '../texts';
import { useCodes } from '../view/useCodes';
import type { Change } from '../view/useView';
import type { Task, View } from '../view/view';
import { EventForm } from './EventForm';
import { ImportForm } from './ImportForm';
import { TokenForm } from './TokenForm';
import { mayCreate, mayEdit, type Writer, type Writing } from './useWriter';

interface Props {
  readonly task: Task;
  readonly view: View;
  readonly change: Change;
  readonly writing: Writing;
  /** What was written is to be read anew. */
  readonly onWritten: () => void;
}

/** Where those who may write do so. Without a token, or with one that is not enough, it says so. */
export function TaskPanel({ task, view, change, writing, onWritten }: Props) {
  const texts = useTexts();
  const panel = useRef<HTMLElement>(null);
  const codes = useCodes(writing.writer !== null && (task === 'new' || task === 'edit'), texts);
  const close = () => change({ task: null });
  useEffect(() => {
    panel.current?.scrollTo(0, 0);
    panel.current?.focus({ preventScroll: true });
  }, [task]);
  const saved = (id: number) => {
    onWritten();
    change({ task: null, event: id });
  };
  const { writer } = writing;
  const allowed = writer !== null && mayDo(task, writer);
  return (
    <aside class="panel" ref={panel} tabIndex={-1} aria-label={texts.edit.heading}>
      <button type="button" class="panel-close" onClick={close}><span aria-hidden="true">×</span> {texts.event.close}</button>
      {task === 'token' || writer === null
        ? <TokenForm writing={writing} />
        : !allowed
          ? <p class="note">{texts.edit.notAllowed(roleText(writer, texts))}</p>
          : task === 'import'
            ? <ImportForm writer={writer} onDone={onWritten} />
            : <EventForm key={`${task} ${view.event}`} writer={writer} codes={codes} id={task === 'edit' ? view.event : null} onSaved={saved} onCancel={close} />}
    </aside>
  );
}

function mayDo(task: Task, { me }: Writer): boolean {
  return task === 'new' ? mayCreate(me) : mayEdit(me);
}

function roleText({ me }: Writer, { edit }: Texts): string {
  return edit.roles[me.role];
}
