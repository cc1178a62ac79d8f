/** Digits that follow from the ones before, as the plugin's Shape sees them. */
const shortestRun = 3;

/** One group over and over, as in 121212; or no more than two different digits. */
export function isRepeat(pin: string): boolean {
  for (let group = 1; group <= pin.length / 2; group += 1) {
    if (pin.length % group === 0 && pin.slice(0, group).repeat(pin.length / group) === pin) return true;
  }
  return new Set(pin).size <= 2;
}

/** Every step the same, as in 135790; runs put together, as in 123789; or such a thing with every digit repeated, as in 112233. */
export function isRun(pin: string): boolean {
  for (let times = 1; times <= pin.length / shortestRun; times += 1) {
    const once = onceOf(pin, times);
    if (once !== null && (isEven(once) || isMadeOfRuns(once))) return true;
  }
  return false;
}

/** Forward and backward, as in 123321. */
export const isMirroredRun = (pin: string): boolean =>
  pin.split('').reverse().join('') === pin && isEven(pin.slice(0, Math.floor((pin.length + 1) / 2)));

/** Null unless every digit stands there this often. */
function onceOf(pin: string, times: number): string | null {
  const once = pin.split('').filter((_, at) => at % times === 0);
  return once.map((digit) => digit.repeat(times)).join('') === pin ? once.join('') : null;
}

function isEven(digits: string): boolean {
  const first = step(digits, 1);
  for (let to = 2; to < digits.length; to += 1) {
    if (step(digits, to) !== first) return false;
  }
  return first !== 0;
}

function isMadeOfRuns(digits: string): boolean {
  if (digits === '') return true;
  for (let end = shortestRun; end <= digits.length; end += 1) {
    const run = digits.slice(0, end);
    const oneByOne = step(run, 1) === 1 || step(run, 1) === 9;
    if (oneByOne && isEven(run) && isMadeOfRuns(digits.slice(end))) return true;
  }
  return false;
}

// From 9 it goes on with 0.
const step = (digits: string, to: number): number => (Number(digits[to]) - Number(digits[to - 1]) + 10) % 10;
