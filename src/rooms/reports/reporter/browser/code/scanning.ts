import { button, element } from '../dom.ts';
import type { ReporterPage } from '../page-context.ts';

type Detector = { detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = new (options: { formats: readonly string[] }) => Detector;

const LOOK_MS = 250;

/**
 * A button that reads the code with the camera, where this browser can find a QR and has a camera; else nothing is shown, and the code is typed. So it is once
 * the camera failed or was refused: the reason is shown, and `type` is called. Nothing is fetched for it, and no picture leaves the page or is kept.
 */
export function scanButton({ words }: ReporterPage, found: (code: string) => void, type: () => void): HTMLElement {
  const Reader = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const place = element('div', {});
  let stream: MediaStream | null = null;

  async function offer(): Promise<void> {
    if (Reader === undefined || navigator.mediaDevices === undefined) return;
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    if (devices.some(({ kind }) => kind === 'videoinput')) place.append(start());
  }

  function stop(shown: Node = start()): void {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    place.replaceChildren(shown);
  }

  function start(): HTMLButtonElement {
    const made = button(words('scan'), () => {
      // Pressed twice while the browser asks, a second picture would be opened and never ended.
      made.disabled = true;
      void scan();
    });
    return made;
  }

  async function scan(): Promise<void> {
    const video = element('video', { playsinline: true, muted: true });
    try {
      const detector = new Reader!({ formats: ['qr_code'] });
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      video.srcObject = stream;
      place.replaceChildren(
        element('p', { class: 'h' }, words('scan-hint')),
        video,
        button(words('scan-stop'), () => stop()),
      );
      await video.play();
      await look(detector, video);
    } catch {
      stop(element('p', { class: 'bad', role: 'status' }, words('scan-none')));
      type();
    }
  }

  async function look(detector: Detector, video: HTMLVideoElement): Promise<void> {
    // Ends where the camera was stopped, or where another part of the page took this one's place.
    while (stream !== null && place.isConnected) {
      const [picture] = await detector.detect(video);
      if (picture !== undefined) {
        stop();
        return found(picture.rawValue);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    if (stream !== null) stop();
  }

  void offer();
  return place;
}
