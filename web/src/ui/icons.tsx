const kIcons = {
  play: 'M3 1.5v11l9-5.5z',
  pause: 'M3 2h3v10H3zM8 2h3v10H8z',
  back: 'M12 2v10L5 7zM2 2h2v10H2z',
  forward: 'M2 2v10l7-5zM10 2h2v10h-2z',
} as const;

export function Icon({ name }: { name: keyof typeof kIcons }) {
  return (
    <svg className="icon" viewBox="0 0 14 14" aria-hidden="true">
      <path d={kIcons[name]} />
    </svg>
  );
}
