/** A-law and mu-law bytes as 16-bit integers (ITU-T G.711, with the 13- and 14-bit values moved up to 16 bits). */
export const A_LAW_TO_INT16 = Int16Array.from({ length: 256 }, (_, code) => expandALaw(code));
export const MU_LAW_TO_INT16 = Int16Array.from({ length: 256 }, (_, code) => expandMuLaw(code));

/** Sign, 3 bits of segment, 4 of mantissa; every second bit inverted for the line's sake. */
function expandALaw(code: number): number {
  const plain = code ^ 0x55;
  const segment = (plain >> 4) & 7;
  const step = ((plain & 15) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return (plain & 0x80) !== 0 ? magnitude : -magnitude;
}

/** As A-law with all bits inverted and a bias of 33 (132 at 16 bits). */
function expandMuLaw(code: number): number {
  const plain = ~code & 0xff;
  const segment = (plain >> 4) & 7;
  const magnitude = ((((plain & 15) << 3) + 132) << segment) - 132;
  return (plain & 0x80) !== 0 ? -magnitude : magnitude;
}
