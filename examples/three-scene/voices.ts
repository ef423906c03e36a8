/**
 * The codes of five voices (fixtures/golden.json), where they stand in mm, and how tall. A stone is a function of its code, so no recording is needed.
 */
export const VOICES = [
  {
    code: "vl0.TNOu0u1R9wB7Fl6xNq5EIgmvZKLUbUMThK9EFFeZWyUzKWQWuxRuR9o_XZi1pDu5iHVcKmLOWiv7JnSc-n5lHcUUOq6odlwvghRbEJAE",
    sizeMm: 46,
    at: [0, -4],
    cloud: true,
  },
  {
    code: "vl0.JVqKpQzQAJCpf5SSB5ODA4egdBTYe50WdomTCXgvjKsJJpyMZ6FsHchaoo82XHwQm9k",
    sizeMm: 34,
    at: [-42, -14],
    cloud: false,
  },
  {
    code: "vl0.vd8REREQgtDWOnuCa381A1x_LQUIfYQGj3gGBvv4BQdfeAYHy_gFCC94Bgib-AUI_3gGC0h9jAzf8w6O5nqbgNV0",
    sizeMm: 21,
    at: [24, 22],
    cloud: false,
  },
  {
    code: "vl0.cLeJD3KS-rBp_3URhq1dIphUkoT524qGNilcFxYvVJg4YJwKyj59q8bNWhzZLXy99hpjnze3lRDFPw",
    sizeMm: 25,
    at: [62, 6],
    cloud: false,
  },
  {
    code: "vl0.Tr2MkVSyAIDJuqQCt_N1FBfmdAWoW5qHhxScCyl_jJy30WqeGLyUr-aJcoDpLQ",
    sizeMm: 20,
    at: [-23, 18],
    cloud: false,
  },
] as const;
