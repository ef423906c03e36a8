/** A colour in OKLCH, as gems have it. */
interface StoneColor {
  readonly chroma: number;
  readonly hueDegrees: number;
}

/** The custom properties by which the whole page takes on the colour of a stone; the lightness is the page's own, so that text stays legible. */
export function accentOf({ chroma, hueDegrees }: StoneColor): Readonly<Record<`--${string}`, string>> {
  return { "--stone-chroma": chroma.toFixed(3), "--stone-hue": (hueDegrees % 360).toFixed(1) };
}
