import { useCallback, useEffect, useState } from 'preact/hooks';
import { apiUrl } from '../api/client';
import type { Failure } from '../api/problem';
import { asWriter } from '../api/write';

const KEPT = 'annals-token';

export type WriterRole = 'reader' | 'contributor' | 'editor' | 'admin';

interface Me {
  readonly name: string;
  readonly role: WriterRole;
  readonly expiresAt: string | null;
}

/** Who writes, once the service knows the token. */
export interface Writer {
  readonly token: string;
  readonly me: Me;
}

export interface Writing {
  readonly writer: Writer | null;
  readonly checking: boolean;
  readonly failure: Failure | null;
  readonly enter: (token: string) => void;
  readonly leave: () => void;
}

/** The token of this tab: kept until it is closed, and nowhere else. */
export function useWriter(): Writing {
  const [token, setToken] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  const [writer, setWriter] = useState<Writer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    setWriter(null);
    setFailure(null);
    if (token === '') return;
    let overtaken = false;
    void asWriter<Me>(apiUrl('me'), token, { method: 'GET' }).then((answer) => {
      if (overtaken) return;
      if (answer.ok) {
        sessionStorage.setItem(KEPT, token);
        setWriter({ token, me: answer.value.value });
      } else {
        setFailure(answer.failure);
        if (answer.failure.kind === 'refused') sessionStorage.removeItem(KEPT);
      }
    });
    return () => {
      overtaken = true;
    };
  }, [token]);

  return {
    writer,
    checking: token !== '' && writer === null && failure === null,
    failure,
    enter: useCallback((given: string) => setToken(given.trim()), []),
    leave: useCallback(() => {
      sessionStorage.removeItem(KEPT);
      setToken('');
    }, []),
  };
}

export function mayCreate({ role }: Me): boolean {
  return role !== 'reader';
}

export function mayEdit({ role }: Me): boolean {
  return role === 'editor' || role === 'admin';
}
