interface SegmentedProps<Choice extends string> {
  label: string;
  choices: readonly (readonly [Choice, string])[];
  value: Choice;
  onChoose: (choice: Choice) => void;
}

/** A choice among few, all of them visible. */
export function Segmented<Choice extends string>({
  label,
  choices,
  value,
  onChoose,
}: SegmentedProps<Choice>) {
  return (
    <span className="segmented" role="group" aria-label={label}>
      {choices.map(([choice, words]) => (
        <button key={choice} type="button" aria-pressed={choice === value} onClick={() => onChoose(choice)}>
          {words}
        </button>
      ))}
    </span>
  );
}
