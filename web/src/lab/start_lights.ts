export const kLights = 5;

const kEachMs = 700;
const kHeldMs = 600;
const kHeldMoreMs = 800;
const kPlainMs = 1000;

/**
 * The start sequence: five lights go on one after the other and out together, after a moment that nobody knows
 * beforehand. `plain`: all go on at once, for those who want no motion. Returns what ends it early.
 */
export function runLights(plain: boolean, light: (lit: number) => void, out: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = (lit: number) => {
    light(lit);
    const held = plain ? kPlainMs : kHeldMs + Math.random() * kHeldMoreMs;
    timer = lit < kLights ? setTimeout(() => next(lit + 1), kEachMs) : setTimeout(out, held);
  };
  next(plain ? kLights : 1);
  return () => clearTimeout(timer);
}
