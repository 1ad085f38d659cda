import type { ComponentChildren } from 'preact';
import { mayCreate, mayEdit, type Writer } from './edit/useWriter';
import { LANGUAGES, textsFor, useTexts } from './texts';
import { plainClick } from './view/plainClick';
import { pageUrl, type Change } from './view/useView';
import { unasked, type Task, type View } from './view/view';

/** Name, purpose, the API, and the languages. */
export function Masthead({ view, change, writer }: { view: View; change: Change; writer: Writer | null }) {
  const { page, language, edit } = useTexts();
  return (
    <header class="masthead">
      <a class="brand" href={pageUrl({ ...unasked(view), task: null, asOf: null })}>
        <Mark />
        <h1>{page.title}</h1>
      </a>
      <p class="tagline">{page.tagline}</p>
      <nav aria-label={page.menu}>
        {writer && mayCreate(writer.me) && <Doing task="new" view={view} change={change}>{edit.add}</Doing>}
        {writer && mayEdit(writer.me) && <Doing task="import" view={view} change={change}>{edit.importFile}</Doing>}
        <Doing task="token" view={view} change={change}>{writer ? `${writer.me.name} (${writer.me.role})` : edit.signIn}</Doing>
        <a href={new URL('q/swagger-ui/', document.baseURI).href} title={page.apiTitle}>{page.api}</a>
        {LANGUAGES.filter((other) => other.language !== language).map((other) => {
          const lang = other === textsFor(null, navigator.languages) ? null : other.language;
          return (
            <a key={other.language} href={pageUrl({ ...view, lang })} lang={other.language} hreflang={other.language}
              onClick={(click) => {
                if (!plainClick(click)) return;
                click.preventDefault();
                change({ lang });
              }}>{other.name}</a>
          );
        })}
      </nav>
    </header>
  );
}

function Doing({ task, view, change, children }: { task: Task; view: View; change: Change; children: ComponentChildren }) {
  return (
    <a href={pageUrl({ ...view, task })} aria-current={view.task === task ? 'true' : undefined} onClick={(click) => {
      if (!plainClick(click)) return;
      click.preventDefault();
      change({ task });
    }}>{children}</a>
  );
}

/** The mark: three events, solid where certain, faded where possible. */
function Mark() {
  return (
    <svg class="drawing mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="drawing-possible" x="1" y="4" width="21" height="5" rx="1.5" />
      <rect class="drawing-certain" x="6" y="4" width="11" height="5" />
      <rect class="drawing-possible" x="10" y="13.5" width="21" height="5" rx="1.5" />
      <rect class="drawing-certain" x="14" y="13.5" width="9" height="5" />
      <path class="drawing-certain" d="M8 21.5 12 25.5 8 29.5 4 25.5Z" />
      <rect class="drawing-possible" x="17" y="23" width="12" height="5" rx="1.5" />
    </svg>
  );
}
