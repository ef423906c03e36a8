/**
 * The codes of five voices (fixtures/golden.json), where they stand in mm, and how tall. A stone is a function of its code, so no recording is needed.
 */
export const VOICES = [
  {
    code: "vl0.TM67S7VH0AexVrE2rUIgmtyi1G0xOErUFFeZMlMynBa7FeR9o92YtaU7mIdcKmLNIr-yXJz6fdHcUVKuqHVC-CFbEAju",
    sizeMm: 46,
    at: [0, -4],
    cloud: true,
  },
  { code: "vl0.JWoqlDNACQqX5JIHkjA4ehwU2HpRZ2ijCXguSrCSZIxnocHchaqPNl3Bllw", sizeMm: 34, at: [-42, -14], cloud: false },
  {
    code: "vl0.vfxERERCDQ1jm4JrfNA1x80FCHpAaPdGBvv0UHX3RgfL9FCC90YIm_RQj_dGC0h6QM3_Bo7mejgx_w",
    sizeMm: 21,
    at: [24, 22],
    cloud: false,
  },
  {
    code: "vl0.cN4kPcpL6waf3RGGrdIphWKE-d4oY2KUFxYtSYOGJArKPdq8bNoc2S3L32Gbnze2UeEJ",
    sizeMm: 25,
    at: [62, 6],
    cloud: false,
  },
  { code: "vl0.TvYyRVLICAybpAK38dFBflwFqFooeHFkCyl-Sct9Gp4Yukr-aJqAk-0", sizeMm: 20, at: [-23, 18], cloud: false },
] as const;
