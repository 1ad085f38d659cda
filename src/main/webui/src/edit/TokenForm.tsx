import { useState } from 'preact/hooks';
import { useTexts } from '../texts';
import { FailureNote } from '../view/FailureNote';
import type { Writing } from './useWriter';

/** Where a token is given, and who one is with it. */
export function TokenForm({ writing }: { writing: Writing }) {
  const { edit } = useTexts();
  const [token, setToken] = useState('');
  const { writer, checking, failure } = writing;
  if (writer) {
    return (
      <div class="task">
        <h2>{edit.tokenHeading}</h2>
        <p>{edit.signedIn(writer.me.name, edit.roles[writer.me.role])}</p>
        {writer.me.expiresAt && <p class="quiet">{edit.expires(writer.me.expiresAt)}</p>}
        <p><button type="button" onClick={writing.leave}>{edit.leave}</button></p>
      </div>
    );
  }
  return (
    <form class="task" onSubmit={(submit) => {
      submit.preventDefault();
      writing.enter(token);
    }}>
      <h2>{edit.tokenHeading}</h2>
      <p>{edit.tokenHint}</p>
      <label class="input is-wide">
        <span>{edit.token}</span>
        <input type="password" autocomplete="off" value={token} onInput={(input) => setToken(input.currentTarget.value)} />
      </label>
      <p><button type="submit" class="primary" disabled={token.trim() === '' || checking}>{edit.enter}</button></p>
      {failure && <FailureNote failure={failure} retry={() => writing.enter(token)} />}
    </form>
  );
}
