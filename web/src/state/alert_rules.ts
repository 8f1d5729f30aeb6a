/** Rules that CONTRACTS §6 keeps off the page by default: braking at 200 km/h is no news. */
export const kNeverShownRules: ReadonlySet<string> = new Set([
  'drs_activated',
  'drs_deactivated',
  'high_speed_braking',
  'throttle_brake_overlap',
  'lugging',
  'gear_speed_mismatch',
  'rapid_shifts',
]);

interface RuleWords {
  name: string;
  unit: string;
}

const kRules: Readonly<Record<string, RuleWords>> = {
  high_speed: { name: 'High speed', unit: 'km/h' },
  brake_temperature: { name: 'Brake temperature', unit: '°C' },
  brake_temperature_high: { name: 'Brake temperature', unit: '°C' },
  wheel_spin: { name: 'Wheel spin', unit: '' },
  over_rev: { name: 'Over-rev', unit: 'rpm' },
  stale_data: { name: 'No data', unit: 's' },
};

/** A rule's name as a fan reads it; a user's own rule keeps its words. */
export function ruleWords(rule: string): RuleWords {
  const name = rule.replaceAll('_', ' ');
  return kRules[rule] ?? { name: name.charAt(0).toUpperCase() + name.slice(1), unit: '' };
}
