import type { ComponentChildren } from 'preact';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'number' | 'url';
  readonly required?: boolean;
  readonly wide?: boolean;
  readonly lines?: number;
  /** What the service said is wrong with it. */
  readonly problem?: string | null;
  readonly list?: string;
}

/** A labelled field; what is wrong with it stands under it and is read with it. */
export function Field({ label, value, onValue, type = 'text', required = false, wide = false, lines = 1, problem = null, list }: FieldProps) {
  const common = {
    value, required, 'aria-invalid': problem !== null,
    onInput: (input: { currentTarget: { value: string } }) => onValue(input.currentTarget.value),
  };
  return (
    <label class={`input${wide ? ' is-wide' : ''}`}>
      <span>{label}{required && <span aria-hidden="true"> *</span>}</span>
      {lines > 1
        ? <textarea rows={lines} dir="auto" {...common} />
        : <input type={type} dir="auto" autocomplete="off" {...(list ? { list } : {})} {...(type === 'number' ? { step: 'any', inputMode: 'decimal' as const } : {})} {...common} />}
      {problem && <small class="input-problem">{problem}</small>}
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onValue: (value: string) => void;
  readonly required?: boolean;
  readonly problem?: string | null;
}

export function Choice({ label, value, options, onValue, required = false, problem = null }: ChoiceProps) {
  return (
    <label class="input">
      <span>{label}{required && <span aria-hidden="true"> *</span>}</span>
      <select value={value} required={required} aria-invalid={problem !== null} onChange={(change) => onValue(change.currentTarget.value)}>
        {options.map(([one, called]) => <option key={one} value={one}>{called}</option>)}
      </select>
      {problem && <small class="input-problem">{problem}</small>}
    </label>
  );
}

export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return <fieldset class="group"><legend>{title}</legend>{children}</fieldset>;
}
