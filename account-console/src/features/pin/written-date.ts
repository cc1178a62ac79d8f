const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days, months with their year, and years, in every order in which people write them; as the plugin's WrittenDate. */
export function isWrittenDate(pin: string): boolean {
  const [front, back] = [pin.slice(0, 4), pin.slice(4)];
  switch (pin.length) {
    case 4:
      return isDay(pin) || isYear(pin);
    case 6: {
      // The two digits of a year may be any.
      const [start, end] = [pin.slice(0, 2), pin.slice(2)];
      return isDay(front) || isDay(end) || (isMonth(start) && isYear(end)) || (isYear(front) && isMonth(back));
    }
    case 8:
      return (isDay(front) && isYear(back)) || (isYear(front) && isDay(back));
    default:
      return false;
  }
}

/** Day and month, either first. */
function isDay(digits: string): boolean {
  const [first, second] = [digits.slice(0, 2), digits.slice(2)];
  return isDayOf(first, second) || isDayOf(second, first);
}

const isDayOf = (day: string, month: string): boolean =>
  isMonth(month) && Number(day) >= 1 && Number(day) <= (days[Number(month) - 1] ?? 0);

const isMonth = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= days.length;
const isYear = (digits: string): boolean => digits.startsWith('19') || digits.startsWith('20');
