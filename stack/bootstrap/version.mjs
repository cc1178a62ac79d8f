/** Tells whether a dotted version is the wanted one or newer. Words behind the numbers (`-ea`, `+9`) do not count. */
export function atLeast(version, wanted) {
  const [have, want] = [version, wanted].map((text) =>
    text.split(/[.+_-]/).map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let place = 0; place < want.length; place += 1) {
    const difference = (have[place] ?? 0) - want[place];
    if (difference !== 0) return difference > 0;
  }
  return true;
}
