import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Texts } from './choice';
import { en } from './en';

export { LANGUAGES, textsFor, type Texts } from './choice';

const TextsContext = createContext<Texts>(en);
export const TextsProvider = TextsContext.Provider;
export const useTexts = (): Texts => useContext(TextsContext);
