/** Keys that a finger finds without thinking, on the pad of a phone: 1 to 9 in three rows, 0 below the 8; as the plugin's Keypad. */
const corners = '1379';
const cross = '2468';

export const isKeypadPattern = (pin: string): boolean =>
  isWalk(pin) || isMadeOfLines(pin) || isAmong(corners, pin) || isAmong(cross, pin);

/** Each key beside, above or below the one before. */
const isWalk = (pin: string): boolean => steps(pin).every(([right, down]) => Math.abs(right) + Math.abs(down) === 1);

/** Three keys in a line, and three more. */
const isMadeOfLines = (pin: string): boolean =>
  pin.length % 3 === 0 && (pin.match(/.{3}/g) ?? []).every((keys) => isLine(keys));

function isLine(keys: string): boolean {
  const [first = [0, 0], second = [0, 0]] = steps(keys);
  const moves = first[0] !== 0 || first[1] !== 0;
  const beside = Math.abs(first[0]) <= 1 && Math.abs(first[1]) <= 1;
  return moves && beside && first[0] === second[0] && first[1] === second[1];
}

const isAmong = (keys: string, pin: string): boolean =>
  pin.split('').every((key, at) => keys.includes(key) && key !== pin[at - 1]);

/** How far right and down the finger goes from each key to the next. */
function steps(pin: string): [number, number][] {
  const places = pin.split('').map((key) => (key === '0' ? 10 : Number(key) - 1));
  return places.slice(1).map((place, at) => {
    const from = places[at] ?? 0;
    return [(place % 3) - (from % 3), Math.floor(place / 3) - Math.floor(from / 3)];
  });
}
