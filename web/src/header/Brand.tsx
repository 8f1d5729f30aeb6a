export function Brand() {
  return (
    <div className="brand">
      <svg viewBox="0 0 18 18" aria-hidden="true">
        <path d="M1 5h9c3 0 3 4 0 4H4M1 13h12" />
      </svg>
      <span>Slipstream</span>
    </div>
  );
}
