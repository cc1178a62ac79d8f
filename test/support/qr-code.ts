import jsQr from 'jsqr';
import type { Locator } from 'playwright-core';

/** Reads a QR code as a phone does: from the pixels of a screenshot. */
export async function readQrCode(code: Locator): Promise<string> {
  const picture = (await code.screenshot()).toString('base64');
  const { pixels, width, height } = await code.page().evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    return { pixels: [...data], width: image.width, height: image.height };
  }, picture);
  const read = jsQr.default(Uint8ClampedArray.from(pixels), width, height);
  if (read === null) throw new Error(`No QR code in a picture of ${width} × ${height}`);
  return read.data;
}
