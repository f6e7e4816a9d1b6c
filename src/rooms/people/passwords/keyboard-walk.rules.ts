// The keys of each row from left to right, and what the upper row gives with and without the shift key. Accents are already removed: where é has its own key,
// it is e.
const LAYOUTS = [
  { upper: '!@#$%^&*()', rows: ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'] },
  { upper: '&"\'(-_', at: [0, 2, 3, 4, 5, 7], rows: ['1234567890)=', 'azertyuiop^$', 'qsdfghjklm*', 'wxcvbn,;:!'] },
  { upper: '!"§$%&/()=', rows: ['1234567890', 'qwertzuiop', 'asdfghjkl', 'yxcvbnm,.-'] },
];
const SHIFT_OF_ROW = [0, 0.5, 0.75, 1.25];
const SHARE_OF_STEPS = 0.72;

const places = LAYOUTS.map(({ upper, at, rows }) => {
  const keys = rows.flatMap((row, y) => [...row].map((key, x) => [key, { x: x + SHIFT_OF_ROW[y]!, y }] as const));
  const signs = [...upper].map((sign, index) => [sign, { x: at?.[index] ?? index, y: 0 }] as const);
  return new Map([...signs, ...keys]);
});

/** Whether a text is a walk over a keyboard (QWERTY, AZERTY, QWERTZ): at least eight of eleven steps lead to the same or a neighbouring key. */
export function isWalkOfKeys(text: string): boolean {
  const keys = [...text];
  if (keys.length < 2) return false;
  return places.some((layout) => {
    const steps = keys.slice(1).filter((key, index) => {
      const [from, to] = [layout.get(keys[index]!), layout.get(key)];
      return from !== undefined && to !== undefined && Math.abs(from.x - to.x) <= 1 && Math.abs(from.y - to.y) <= 1;
    });
    return steps.length / (keys.length - 1) >= SHARE_OF_STEPS;
  });
}
