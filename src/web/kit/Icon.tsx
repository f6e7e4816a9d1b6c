// Line icons on a box of 16, for places where a word next to them would repeat nearby text.
const PATHS = {
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  find: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3',
  load: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.2h10',
  print: 'M4.5 6V2.8h7V6M4.5 11.2H2.8V6h10.4v5.2h-1.7M4.5 9.4h7v3.8h-7z',
  fold: 'M13.2 8H3M7 4 3 8l4 4',
  unfold: 'M2.8 8H13M9 4l4 4-4 4',
  calendar: 'M2.8 4.2h10.4v9H2.8zM2.8 7.2h10.4M5.5 2.4v3M10.5 2.4v3',
  file: 'M4 2.2h5l3 3v8.6H4zM9 2.2v3h3',
  tick: 'M3.4 8.4 6.6 11.6 12.6 4.9',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
} as const;
export type IconName = keyof typeof PATHS;

/** An icon without a name; the control around it is named. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
