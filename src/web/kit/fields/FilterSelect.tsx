import { Icon } from '../Icon.tsx';

/** One filter: "Status all". A native select: it works by keyboard, by voice and on a phone, in every language. */
export function FilterSelect<Value extends string>({
  name,
  value,
  all,
  options,
  onChange,
}: {
  name: string;
  value: Value | undefined;
  /** The word for "not filtered". */
  all: string;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value | undefined) => void;
}) {
  return (
    <label className="filter">
      <span className="name">{name}</span>
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : (event.target.value as Value))}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="down" size={12} />
    </label>
  );
}

/** Searches by name while the person types. */
export function FilterFind({ name, value, onChange }: { name: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="filter find">
      <Icon name="find" />
      <span className="out-of-sight">{name}</span>
      <input type="search" value={value} placeholder={name} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
